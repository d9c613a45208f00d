package dev.sluice.insight.review;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.WeeklyReviewPart;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.leaks.Leaks;
import dev.sluice.insight.report.Period;
import dev.sluice.insight.review.WeeklyReview.DefinitionChange;
import dev.sluice.insight.review.WeeklyReview.ReviewSection;
import dev.sluice.insight.review.WeeklyReview.WeeklyCount;
import dev.sluice.insight.review.WeeklyReviewRows.OverdueLead;
import dev.sluice.insight.sources.SourceReports;
import dev.sluice.platform.database.ConnectionPools;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.Funnels;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the weekly review together: what happened, what leaks, what is overdue, what was changed and what came of it. */
@Component
class WeeklyReviews {
    private static final int WEEKS = 13;
    private static final Duration RECENT = Duration.ofDays(180);

    private final ReportFilterReader filters;
    private final WeeklyReviewRows rows;
    private final Leaks leaks;
    private final SourceReports sources;
    private final Metrics metrics;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final List<WeeklyReviewPart> parts;

    WeeklyReviews(
            ReportFilterReader filters,
            WeeklyReviewRows rows,
            Leaks leaks,
            SourceReports sources,
            Metrics metrics,
            Funnels funnels,
            Tenancy tenancy,
            List<WeeklyReviewPart> parts) {
        this.filters = filters;
        this.rows = rows;
        this.leaks = leaks;
        this.sources = sources;
        this.metrics = metrics;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.parts = parts;
    }

    /** The last full week, Monday to Sunday, or with {@code as_of} the last one before that day's end. */
    WeeklyReview of(int workspace, Map<String, String> parameters) {
        Map<String, String> year = new HashMap<>(parameters);
        year.put("period", Period.MONTHS_12.code());
        ReportFilter filter = filters.read(workspace, year);
        LocalDate monday = filter.seen()
                .atZone(filter.zone())
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(1);
        return new WeeklyReview(
                filter,
                monday,
                lines(workspace, filter, monday),
                overdue(workspace, filter),
                leaks.report(workspace, filter),
                sources.report(workspace, filter, CohortBreakdown.SOURCE).lines().stream()
                        .filter(line -> line.silentSince() != null)
                        .toList(),
                changes(workspace, filter),
                parts.stream()
                        .map(part -> new ReviewSection(part.title(), part.notes(workspace, filter.run(), filter.seen())))
                        .filter(part -> !part.notes().isEmpty())
                        .toList());
    }

    private List<WeeklyCount> lines(int workspace, ReportFilter filter, LocalDate monday) {
        int funnel = filter.run().funnel();
        Map<String, Long> now = decided(workspace, filter, funnel, monday, monday.plusWeeks(1));
        Map<String, Long> before = decided(workspace, filter, funnel, monday.minusWeeks(1), monday);
        Map<String, Double> usual = new HashMap<>();
        for (int i = 1; i <= WEEKS; i++) {
            decided(workspace, filter, funnel, monday.minusWeeks(i), monday.minusWeeks(i - 1))
                    .forEach((what, people) -> usual.merge(what, (double) people / WEEKS, Double::sum));
        }
        List<WeeklyCount> lines = new ArrayList<>();
        for (Stage stage : filter.run().definition().stages()) {
            lines.add(line("entered " + stage.id(), "Became " + DisplayFormat.stage(stage.id()), now, before, usual));
        }
        lines.add(line("lost", "Lost", now, before, usual));
        lines.add(line("disqualified", "Disqualified", now, before, usual));
        return lines;
    }

    private Map<String, Long> decided(int workspace, ReportFilter filter, int funnel, LocalDate from, LocalDate to) {
        Instant begin = from.atStartOfDay(filter.zone()).toInstant();
        Instant end = to.atStartOfDay(filter.zone()).toInstant();
        return ConnectionPools.reports(
                () -> tenancy.read(workspace, () -> rows.decided(workspace, funnel, begin, end)));
    }

    private static WeeklyCount line(
            String key, String what, Map<String, Long> now, Map<String, Long> before, Map<String, Double> usual) {
        return new WeeklyCount(
                what, now.getOrDefault(key, 0L), before.getOrDefault(key, 0L), usual.getOrDefault(key, 0.0));
    }

    private List<OverdueLead> overdue(int workspace, ReportFilter filter) {
        List<OverdueLead> overdue = new ArrayList<>();
        List<Stage> stages = filter.run().definition().stages();
        tenancy.read(workspace, () -> {
            for (int i = 0; i < stages.size(); i++) {
                Stage stage = stages.get(i);
                OverdueLead found = stage.limit() == null
                        ? null
                        : rows.overdue(
                                workspace,
                                filter.run().id(),
                                i,
                                stage.id(),
                                filter.seen().minus(stage.limit()));
                if (found != null) {
                    overdue.add(found);
                }
            }
            return true;
        });
        return overdue;
    }

    /** Versions that began to decide lately, the newest first; the first ever has no before. */
    private List<DefinitionChange> changes(int workspace, ReportFilter filter) {
        List<Funnels.Version> decided = funnels.versions(workspace, filter.run().funnel()).stream()
                .filter(version -> version.activatedAt() != null)
                .sorted(Comparator.comparing(WeeklyReviews::activated))
                .toList();
        List<DefinitionChange> changes = new ArrayList<>();
        for (int i = decided.size() - 1; i > 0; i--) {
            Instant at = activated(decided.get(i));
            boolean decides = i + 1 == decided.size();
            Instant end = decides ? filter.seen() : activated(decided.get(i + 1));
            if (at.isBefore(filter.seen()) && at.isAfter(filter.seen().minus(RECENT))) {
                ReportFilter since = filter.within(at, end.isAfter(filter.seen()) ? filter.seen() : end);
                ReportFilter before = since.before();
                if (before != null) {
                    changes.add(new DefinitionChange(
                            decided.get(i).version(),
                            at,
                            decides ? null : end,
                            decided.get(i).note(),
                            metrics.measure(workspace, since),
                            metrics.measure(workspace, before)));
                }
            }
        }
        return changes;
    }

    private static Instant activated(Funnels.Version version) {
        Instant at = version.activatedAt();
        return at == null ? Instant.MAX : at;
    }
}
