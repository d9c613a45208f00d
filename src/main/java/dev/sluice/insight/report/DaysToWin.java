package dev.sluice.insight.report;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long winning took, to the second; negative where the win is dated before the first contact. */
public final class DaysToWin {
    private static final double DAY = 86_400;

    private final TreeMap<Long, Long> wonAfter = new TreeMap<>();
    private long n;

    public void add(int days, long people) {
        addSeconds(86_400L * days, people);
    }

    void addSeconds(long seconds, long people) {
        wonAfter.merge(seconds, people, Long::sum);
        n += people;
    }

    void add(DaysToWin other) {
        other.wonAfter.forEach(this::addSeconds);
    }

    public long n() {
        return n;
    }

    /** In days: the quantile with linear interpolation between neighbours, as PostgreSQL's percentile_cont; null of nobody. */
    @Nullable
    public Double quantile(double share) {
        if (n == 0) {
            return null;
        }
        double position = share * (n - 1);
        long below = (long) Math.floor(position);
        long low = at(below);
        long high = at(Math.min(n - 1, below + 1));
        return (low + (position - below) * (high - low)) / DAY;
    }

    private long at(long index) {
        long seen = 0;
        for (Map.Entry<Long, Long> entry : wonAfter.entrySet()) {
            seen += entry.getValue();
            if (index < seen) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("there is no value number " + index + " of " + n);
    }
}
