package dev.sluice.bench;

import java.util.Arrays;

/** How long calls took. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int n;

    synchronized void add(long took) {
        if (n == nanos.length) {
            nanos = Arrays.copyOf(nanos, n * 2);
        }
        nanos[n++] = took;
    }

    /** In milliseconds. */
    synchronized double percentile(double share) {
        if (n == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, n);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(n - 1, Math.ceil(n * share))] / 1e6;
    }
}
