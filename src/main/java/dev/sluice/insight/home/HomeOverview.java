package dev.sluice.insight.home;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.insight.report.FunnelReportRows;
import dev.sluice.insight.report.FunnelReportRows.Grouping;
import dev.sluice.insight.report.FunnelReportRows.ReportSource;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Gathers what the home page shows; figures that were dear are shown again for a while instead of counted anew. */
@Component
class HomeOverview {
    /** One bar of the trend: how many began in the step, and how many of them have won so far. */
    record Bar(LocalDate from, long leads, long won) {}

    private record OverviewQuery(int workspace, int run, String period, LocalDate today) {}

    private record CachedOverview(HomeFunnel figures, Duration keep) {}

    private final DecisionRows decisions;
    private final FunnelReports reports;
    private final FunnelReportRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<OverviewQuery, CachedOverview> kept = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfter(Expiry.creating((OverviewQuery question, CachedOverview figures) -> figures.keep()))
            .build();

    HomeOverview(
            FunnelReports reports,
            FunnelReportRows rows,
            DecisionRows decisions,
            Tenancy tenancy,
            InstantSource clock) {
        this.decisions = decisions;
        this.reports = reports;
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    HomeFunnel figures(int workspace, DefinitionRun run, Period period) {
        OverviewQuery query =
                new OverviewQuery(workspace, run.id(), period.query(), Period.day(period.now(), period.zone()));
        return kept.get(query, question -> {
                    Instant begun = clock.instant();
                    Map<Integer, FunnelCounts> bySource = reports.bySource(workspace, run, period);
                    Map<Integer, String> kinds = tenancy.read(workspace, () -> rows.sources(workspace)).stream()
                            .collect(Collectors.toMap(ReportSource::id, ReportSource::kind));
                    HomeFunnel figures = HomeFunnel.of(run, period, bySource, kinds);
                    return new CachedOverview(figures, HomeFunnel.keep(Duration.between(begun, clock.instant())));
                })
                .figures();
    }

    /** The newest decisions of a funnel. */
    List<DecisionRows.RecentDecision> newest(int workspace, DefinitionRun run, int limit) {
        return tenancy.read(workspace, () -> decisions.newest(workspace, run.funnel(), limit));
    }

    /** Up to so many open forms, as name by address. */
    List<Map.Entry<String, String>> forms(int workspace, int limit) {
        return tenancy.read(workspace, () -> decisions.forms(workspace, limit));
    }

    /** The trend of new leads, the oldest step first. */
    List<Bar> trend(int workspace, DefinitionRun run, Period period) {
        ZoneId zone = period.zone();
        return tenancy.read(workspace, () -> {
            LocalDate earliest = rows.earliest(workspace, run.id())
                    .map(at -> Period.day(at, zone))
                    .filter(day -> !day.isAfter(period.lastDay()))
                    .orElse(period.lastDay());
            List<LocalDate> steps = period.steps(earliest);
            List<Stage> stages = run.definition().stages();
            List<FunnelCounts> figures = Stream.generate(() -> new FunnelCounts(stages))
                    .limit(steps.size())
                    .toList();
            rows.count(
                    workspace,
                    run.id(),
                    stages,
                    period,
                    new Grouping.ByTime(steps.stream()
                            .map(step -> step.atStartOfDay(zone).toInstant())
                            .toList()),
                    bucket -> figures.get(Math.max(Integer.parseInt(String.valueOf(bucket)), 1) - 1));
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                bars.add(new Bar(
                        steps.get(i), figures.get(i).people(), figures.get(i).won()));
            }
            return bars;
        });
    }
}
