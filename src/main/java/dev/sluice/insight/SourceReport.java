package dev.sluice.insight;

import dev.sluice.platform.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each source brought and cost. */
record SourceReport(Lens lens, List<Line> lines, long leads, long won, double spent, double brought, String currency) {
    /** A source that brings a greater share of all leads carries too much. */
    private static final double TOO_MUCH = 0.5;

    private static final int FEWEST = 20;

    /**
     * A source.
     *
     * @param qualified who reached the stage before sales
     * @param wasted the part of the spend that fell on people who are lost or disqualified
     * @param brought what the won deals of its people came to
     * @param silentSince when the last lead came, where that is longer ago than its leads have ever been apart, or nearly
     */
    record Line(
            String source,
            long leads,
            long qualified,
            Rate won,
            double spent,
            double wasted,
            double brought,
            @Nullable Instant silentSince) {

        @Nullable
        Double perLead() {
            return spent == 0 || leads == 0 ? null : spent / leads;
        }

        @Nullable
        Double perQualified() {
            return spent == 0 || qualified == 0 ? null : spent / qualified;
        }

        @Nullable
        Double perWon() {
            return spent == 0 || won.part() == 0 ? null : spent / won.part();
        }

        @Nullable
        Double revenuePerLead() {
            return leads == 0 ? null : brought / leads;
        }
    }

    /** The source that brings more than half of the leads, null where none does. */
    @Nullable
    Line dependence() {
        return lines.stream()
                .filter(line -> leads >= FEWEST && line.leads() > TOO_MUCH * leads)
                .findFirst()
                .orElse(null);
    }

    /**
     * A source is silent when nobody has come for three times as long as its leads are apart on average, and for a week.
     *
     * @param span the stretch in which its leads came
     */
    static @Nullable Instant silent(long leads, Duration span, @Nullable Instant newest, Instant now) {
        if (leads < FEWEST || newest == null) {
            return null;
        }
        Duration usual = span.dividedBy(leads).multipliedBy(3);
        Duration quiet = Duration.between(newest, now);
        return quiet.compareTo(usual) > 0 && quiet.compareTo(Duration.ofDays(7)) > 0 ? newest : null;
    }
}
