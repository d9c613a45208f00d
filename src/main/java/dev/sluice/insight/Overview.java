package dev.sluice.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.ReportRows.Grouping;
import dev.sluice.insight.ReportRows.Source;
import dev.sluice.insight.ReportRows.Span;
import dev.sluice.platform.Tenancy;
import dev.sluice.standing.Run;
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
class Overview {
    /** One bar of the trend: how many began in the step, and how many of them have won so far. */
    record Bar(LocalDate from, long leads, long won) {}

    private record Question(int workspace, int run, Period period, LocalDate today) {}

    private record Kept(HomeFigures figures, Duration keep) {}

    private final Reports reports;
    private final ReportRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<Question, Kept> kept = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfter(Expiry.creating((Question question, Kept figures) -> figures.keep()))
            .build();

    Overview(Reports reports, ReportRows rows, Tenancy tenancy, InstantSource clock) {
        this.reports = reports;
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    LocalDate today(ZoneId zone) {
        return Period.day(clock.instant(), zone);
    }

    HomeFigures figures(int workspace, Run run, Period period) {
        ZoneId zone = reports.zone(workspace);
        LocalDate today = today(zone);
        return kept.get(new Question(workspace, run.id(), period, today), question -> {
                    Instant begun = clock.instant();
                    Map<Integer, Figures> bySource = reports.bySource(workspace, run, period.span(today, zone));
                    Map<Integer, String> kinds = tenancy.read(workspace, () -> rows.sources(workspace)).stream()
                            .collect(Collectors.toMap(Source::id, Source::kind));
                    HomeFigures figures = HomeFigures.of(run, period, period.first(today), bySource, kinds);
                    return new Kept(figures, HomeFigures.keep(Duration.between(begun, clock.instant())));
                })
                .figures();
    }

    /** The trend of new leads, the oldest step first. */
    List<Bar> trend(int workspace, Run run, Period period) {
        ZoneId zone = reports.zone(workspace);
        LocalDate today = today(zone);
        return tenancy.read(workspace, () -> {
            LocalDate earliest = rows.earliest(workspace, run.id())
                    .map(at -> Period.day(at, zone))
                    .filter(day -> !day.isAfter(today))
                    .orElse(today);
            List<LocalDate> steps = period.steps(today, earliest);
            List<Stage> stages = run.definition().stages();
            List<Figures> figures = Stream.generate(() -> new Figures(stages))
                    .limit(steps.size())
                    .toList();
            rows.count(
                    workspace,
                    run.id(),
                    stages,
                    zone,
                    new Span(steps.getFirst().atStartOfDay(zone).toInstant(), null),
                    new Grouping.ByTime(steps.stream()
                            .map(step -> step.atStartOfDay(zone).toInstant())
                            .toList()),
                    bucket -> figures.get(Integer.parseInt(String.valueOf(bucket)) - 1));
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                bars.add(new Bar(
                        steps.get(i), figures.get(i).people(), figures.get(i).won()));
            }
            return bars;
        });
    }
}
