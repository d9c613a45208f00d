package dev.sluice.insight.review;

import dev.sluice.statistics.Proportion;
import java.time.LocalDate;
import java.time.Month;

/**
 * An open proposal of the threshold audit.
 *
 * @param version the draft that requires {@code proposed} instead of {@code asked}
 */
public record ThresholdProposal(
        String funnel,
        LocalDate quarter,
        String stage,
        double asked,
        double proposed,
        Proportion wins,
        Proportion losses,
        int version) {
    /** The first day of the quarter of that day. */
    static LocalDate quarter(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
    }

    /** Where the draft is replayed beside the active version. */
    String href() {
        return "/insight/what-if?funnel=" + funnel + "&version=" + version;
    }

    String named() {
        return "the "
                + switch (Month.of(quarter.getMonthValue())) {
                    case JANUARY -> "first";
                    case APRIL -> "second";
                    case JULY -> "third";
                    default -> "fourth";
                }
                + " quarter of " + quarter.getYear();
    }
}
