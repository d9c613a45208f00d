package dev.sluice.signal.sources;

import dev.sluice.signal.Sources;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source with what it has said.
 *
 * @param day signals of people in the last 24 hours; {@code week} in 7 days, {@code month} in 30 days
 * @param machines signals of machines in 30 days
 * @param hours in how many of the last 30 days' hours it said anything
 * @param firstHour the first of those hours
 * @param last when it last said anything, null when never
 */
record SourceSummary(
        int id,
        Sources.Kind kind,
        String name,
        long day,
        long week,
        long month,
        long machines,
        int hours,
        @Nullable Instant firstHour,
        @Nullable Instant last) {
    private static final int ENOUGH_HOURS = 5;
    private static final int UNUSUAL = 5;

    /**
     * Whether a source that used to speak has fallen silent: nothing for a day and for five times its usual
     * gap. Imports and entries by hand come when somebody makes them, so their silence means nothing.
     */
    boolean silent(Instant now) {
        if (last == null || kind == Sources.Kind.IMPORT || kind == Sources.Kind.HAND) {
            return false;
        }
        Duration quiet = Duration.between(last, now);
        if (quiet.compareTo(Duration.ofDays(1)) < 0) {
            return false;
        }
        if (firstHour == null || hours < ENOUGH_HOURS) {
            return quiet.compareTo(Duration.ofDays(14)) > 0;
        }
        Duration usual = Duration.between(firstHour, last).dividedBy(hours - 1);
        return quiet.compareTo(usual.multipliedBy(UNUSUAL)) > 0;
    }

    /** Whether it captures leads by itself, which a funnel needs two of. */
    boolean captures() {
        return kind != Sources.Kind.HAND;
    }
}
