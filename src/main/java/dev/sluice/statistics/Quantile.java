package dev.sluice.statistics;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Quantiles of values that are counted, linear between neighbours (Hyndman and Fan's type 7, 1996). */
public final class Quantile {
    private Quantile() {}

    /**
     * @param counts how often each value was seen
     * @param share from 0 to 1
     * @return null where nothing was seen
     */
    static @Nullable public Double of(SortedMap<Long, Long> counts, double share) {
        long n = counts.values().stream().mapToLong(Long::longValue).sum();
        if (n == 0) {
            return null;
        }
        double position = share * (n - 1);
        long below = (long) Math.floor(position);
        long low = value(counts, below);
        return low + (position - below) * (value(counts, Math.min(n - 1, below + 1)) - low);
    }

    private static long value(SortedMap<Long, Long> counts, long index) {
        long seen = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (index < seen) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("there is no value number " + index);
    }
}
