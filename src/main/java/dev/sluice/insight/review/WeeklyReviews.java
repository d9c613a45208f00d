package dev.sluice.insight.review;

import dev.sluice.insight.WeeklyReviewPart;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.leaks.Leaks;
import dev.sluice.insight.review.WeeklyReview.ReviewSection;
import dev.sluice.insight.sources.SourceReports;
import dev.sluice.platform.Period;
import dev.sluice.platform.PeriodChoice;
import dev.sluice.standing.Funnels;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the weekly review together: what happened, what leaks, what is overdue, what changed and its effect. */
@Component
class WeeklyReviews {
    private final ReportFilterReader filters;
    private final WeeklyCounts counts;
    private final DefinitionChanges changes;
    private final Leaks leaks;
    private final SourceReports sources;
    private final Funnels funnels;
    private final List<WeeklyReviewPart> parts;

    WeeklyReviews(
            ReportFilterReader filters,
            WeeklyCounts counts,
            DefinitionChanges changes,
            Leaks leaks,
            SourceReports sources,
            Funnels funnels,
            List<WeeklyReviewPart> parts) {
        this.filters = filters;
        this.counts = counts;
        this.changes = changes;
        this.leaks = leaks;
        this.sources = sources;
        this.funnels = funnels;
        this.parts = parts;
    }

    /** The reviews of the active funnels that have something to show. */
    List<WeeklyReview> all(int workspace) {
        return funnels.active(workspace).stream()
                .map(run -> of(workspace, Map.of("funnel", run.definition().name())))
                .filter(review -> !review.isEmpty())
                .toList();
    }

    /** The last full week, Monday to Sunday, or with {@code as_of} the last one before that day's end. */
    WeeklyReview of(int workspace, Map<String, String> parameters) {
        Map<String, String> year = new HashMap<>(parameters);
        year.keySet().removeAll(Period.PARAMETERS);
        year.put("period", PeriodChoice.MONTHS_12.code());
        ReportFilter filter = filters.read(workspace, year);
        LocalDate monday = filter.seen()
                .atZone(filter.zone())
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(1);
        return new WeeklyReview(
                filter,
                monday,
                counts.of(workspace, filter, monday),
                counts.overdue(workspace, filter),
                leaks.report(workspace, filter),
                sources.report(workspace, filter, CohortBreakdown.SOURCE).lines().stream()
                        .filter(line -> line.silentSince() != null)
                        .toList(),
                changes.recent(workspace, filter),
                parts.stream()
                        .map(part ->
                                new ReviewSection(part.title(), part.notes(workspace, filter.run(), filter.seen())))
                        .filter(part -> !part.notes().isEmpty())
                        .toList());
    }
}
