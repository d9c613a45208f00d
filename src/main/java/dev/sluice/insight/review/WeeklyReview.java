package dev.sluice.insight.review;

import dev.sluice.insight.WeeklyReviewPart.ReviewNote;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.leaks.LeakReport;
import dev.sluice.insight.metrics.Cohorts;
import dev.sluice.insight.sources.SourceReport;
import dev.sluice.statistics.Proportion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A week on one page.
 *
 * @param monday the first day of the week
 * @param silent sources that nobody comes by any more
 */
public record WeeklyReview(
        ReportFilter filter,
        LocalDate monday,
        List<WeeklyCount> lines,
        List<WeeklyReviewRows.OverdueLead> overdue,
        LeakReport leaks,
        List<SourceReport.SourceRow> silent,
        List<DefinitionChange> changes,
        List<ReviewSection> parts) {
    /** How many leaks a review names. */
    static final int LEAKS = 3;

    /**
     * This week, the week before, and the mean of the last quarter's weeks.
     *
     * @param usual without people who came by an import, as is {@code live}, this week's number that is compared with it
     */
    public record WeeklyCount(String what, long now, long before, double usual, long live) {
        private static final double FEWEST = 5;

        /** Whether so few would be rare in a usual week: two deviations (of Poisson's distribution) below the mean or more. */
        public boolean isLow() {
            return usual >= FEWEST && live < usual - 2 * Math.sqrt(usual);
        }

        /** The same above it. */
        public boolean isHigh() {
            return usual >= FEWEST && live > usual + 2 * Math.sqrt(usual);
        }

        /** "far below", "far above" or "". */
        public String verdict() {
            return isLow() ? "far below" : isHigh() ? "far above" : "";
        }
    }

    /** The notes of another module. */
    public record ReviewSection(String title, List<ReviewNote> notes) {}

    /**
     * A version that began to decide: whoever came since, and whoever came in the same time before, seen after as much time.
     *
     * @param next when the next version took over, null while this one decides
     */
    public record DefinitionChange(
            int version, Instant at, @Nullable Instant next, String note, CohortMetrics after, CohortMetrics before) {
        /** Of those who reached a stage, how many went on: before and after. */
        public record Step(String stage, Proportion before, Proportion after) {
            public boolean certain() {
                return after.apartFrom(before);
            }
        }

        public List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < after.stages().size() - 1; i++) {
                steps.add(new Step(after.stages().get(i).id(), before.conversion(i), after.conversion(i)));
            }
            return steps;
        }
    }

    public List<LeakReport.RankedLeak> worst() {
        return leaks.found().stream().limit(LEAKS).toList();
    }

    /** Nobody has come yet, so that there is nothing to talk over. */
    public boolean isEmpty() {
        return overdue.isEmpty()
                && lines.stream().allMatch(line -> line.now() == 0 && line.before() == 0 && line.usual() == 0);
    }

    public String week() {
        return Cohorts.days(monday, monday.plusDays(6));
    }

    /** "7.3". */
    public static String usual(double people) {
        return String.format(Locale.ROOT, "%.1f", people);
    }

    /** What happened, as rows of cells, headings first. */
    public List<List<@Nullable String>> cells() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of("people", "this week", "the week before", "a usual week", "verdict"));
        lines.forEach(line -> cells.add(List.of(
                line.what(),
                Long.toString(line.now()),
                Long.toString(line.before()),
                Double.toString(line.usual()),
                line.verdict())));
        return cells;
    }

    /** What changed in the definition, before and after, as rows of cells, headings first. */
    public List<List<@Nullable String>> changeCells() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of(
                "version",
                "decides since",
                "stage",
                "reached before",
                "went on before",
                "reached after",
                "went on after"));
        for (DefinitionChange change : changes) {
            for (DefinitionChange.Step step : change.steps()) {
                cells.add(List.of(
                        Integer.toString(change.version()),
                        change.at().toString(),
                        step.stage(),
                        Long.toString(step.before().n()),
                        Long.toString(step.before().part()),
                        Long.toString(step.after().n()),
                        Long.toString(step.after().part())));
            }
        }
        return cells;
    }
}
