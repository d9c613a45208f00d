package dev.sluice.insight.cohort;

import dev.sluice.statistics.Quantile;
import dev.sluice.statistics.SampleSize;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long leads waited for a first response by a human, in seconds, and how many wait or were never answered. */
public final class ResponseWaits {
    private final TreeMap<Long, Long> answered = new TreeMap<>();
    private long n;
    private long waiting;
    private long never;

    public void answered(long seconds, long leads) {
        answered.merge(seconds, leads, Long::sum);
        n += leads;
    }

    /** Not answered so far: still open, or lost or disqualified meanwhile. */
    public void unanswered(boolean open, long leads) {
        if (open) {
            waiting += leads;
        } else {
            never += leads;
        }
    }

    void add(ResponseWaits other) {
        other.answered.forEach(this::answered);
        waiting += other.waiting;
        never += other.never;
    }

    public long n() {
        return n;
    }

    public long waiting() {
        return waiting;
    }

    public long never() {
        return never;
    }

    /** How many were answered within so many seconds. */
    long within(long seconds) {
        return answered.headMap(seconds, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** As {@link #quantile}, null also where too few were answered to have one. */
    @Nullable
    public Double told(double share) {
        return SampleSize.isEnough(n) ? quantile(share) : null;
    }

    /** Null where nobody was answered. */
    @Nullable
    public Double quantile(double share) {
        return Quantile.of(answered, share);
    }
}
