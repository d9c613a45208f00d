package dev.sluice.funnel;

import java.util.Arrays;

/**
 * The latest signals of one kind and pattern, as flat triples of instant and id, oldest first: as many as the
 * criterion that asks for the most of them needs.
 */
record RecentSignals(String kind, String pattern) {

    static final int WIDTH = 3;
    static final long[] EMPTY = {};

    static long[] append(long[] kept, int keep, LogPosition mark) {
        int from = Math.max(0, kept.length - (keep - 1) * WIDTH);
        int length = kept.length - from + WIDTH;
        long[] next = new long[length];
        System.arraycopy(kept, from, next, 0, kept.length - from);
        next[length - 3] = mark.at();
        next[length - 2] = mark.high();
        next[length - 1] = mark.low();
        return next;
    }

    /** Whether at least so many happened after the mark and later than the instant. */
    static boolean has(long[] kept, int times, long laterThan, LogPosition after) {
        int i = kept.length - times * WIDTH;
        return i >= 0 && kept[i] > laterThan && after.isBefore(kept[i], kept[i + 1], kept[i + 2]);
    }

    /** Those that happened after the mark and later than the instant. */
    static long[] since(long[] kept, long laterThan, LogPosition after) {
        int i = 0;
        while (i < kept.length && !(kept[i] > laterThan && after.isBefore(kept[i], kept[i + 1], kept[i + 2]))) {
            i += WIDTH;
        }
        return Arrays.copyOfRange(kept, i, kept.length);
    }
}
