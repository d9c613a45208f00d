package dev.sluice.insight.report;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many won after how many days; negative where the win is dated before the first contact. */
public final class DaysToWin {
    private final TreeMap<Integer, Long> wonAfter = new TreeMap<>();
    private long n;

    public void add(int days, long people) {
        wonAfter.merge(days, people, Long::sum);
        n += people;
    }

    void add(DaysToWin other) {
        other.wonAfter.forEach(this::add);
    }

    public long n() {
        return n;
    }

    /** The quantile with linear interpolation between neighbours, as PostgreSQL's percentile_cont; null of nobody. */
    @Nullable
    public Double quantile(double share) {
        if (n == 0) {
            return null;
        }
        double position = share * (n - 1);
        long below = (long) Math.floor(position);
        int low = at(below);
        int high = at(Math.min(n - 1, below + 1));
        return low + (position - below) * (high - low);
    }

    private int at(long index) {
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : wonAfter.entrySet()) {
            seen += entry.getValue();
            if (index < seen) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("there is no value number " + index + " of " + n);
    }
}
