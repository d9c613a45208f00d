package dev.sluice.statistics;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How soon people go on from where they are, those who have not yet gone on counted for as long as they were seen (E. L.
 * Kaplan and P. Meier, 1958). A lost person has not gone on and never leaves the risk set early: so the curve is the share
 * of all that went on by then, and open is not lost.
 */
public final class SurvivalCurve {
    /** The curve at one time: the share that had gone on by then, with its interval at 95 % after Greenwood. */
    public record SurvivalPoint(int time, double share, double low, double high) {}

    private static final double Z = 1.96;

    private static final class SurvivalStep {
        private long went;
        private long unseen;
    }

    private final NavigableMap<Integer, SurvivalStep> times = new TreeMap<>();
    private long n;
    private long went;

    /** Of people seen for so long: {@code wentOn} says whether they went on then, or were seen no longer. */
    public void add(int time, boolean wentOn, long people) {
        SurvivalStep at = times.computeIfAbsent(Math.max(0, time), key -> new SurvivalStep());
        if (wentOn) {
            at.went += people;
            went += people;
        } else {
            at.unseen += people;
        }
        n += people;
    }

    public void add(SurvivalCurve other) {
        other.times.forEach((time, at) -> {
            add(time, true, at.went);
            add(time, false, at.unseen);
        });
    }

    public long n() {
        return n;
    }

    public long went() {
        return went;
    }

    /** The times at which somebody went on, the first first. */
    public List<Integer> steps() {
        return times.entrySet().stream()
                .filter(step -> step.getValue().went > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The curve at its last step not later than that. */
    public SurvivalPoint at(int time) {
        double staying = 1;
        double variance = 0;
        long atRisk = n;
        int last = 0;
        for (Map.Entry<Integer, SurvivalStep> step : times.headMap(time, true).entrySet()) {
            long d = step.getValue().went;
            if (d > 0) {
                staying *= 1 - (double) d / atRisk;
                variance += atRisk == d ? 0 : (double) d / ((double) atRisk * (atRisk - d));
                last = step.getKey();
            }
            atRisk -= d + step.getValue().unseen;
        }
        double reach = Z * staying * Math.sqrt(variance);
        return new SurvivalPoint(last, 1 - staying, Math.max(0, 1 - staying - reach), Math.min(1, 1 - staying + reach));
    }

    /** Where the curve ends: what the whole group is heading for. */
    public SurvivalPoint end() {
        return at(Integer.MAX_VALUE);
    }

    /** Of those who went on: the time within which this share of them did, linear between neighbours; null of nobody. */
    @Nullable
    public Double quantile(double share) {
        SortedMap<Long, Long> counts = new TreeMap<>();
        times.forEach((time, at) -> counts.put((long) time, at.went));
        return Quantile.of(counts, share);
    }
}
