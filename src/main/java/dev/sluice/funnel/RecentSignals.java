package dev.sluice.funnel;

import java.util.Arrays;

/**
 * The latest signals of one kind and pattern, as flat triples of instant and id, oldest first: as many as the
 * criterion with the highest count needs.
 */
record RecentSignals(String kind, String pattern) {

    static final int WIDTH = 3;
    static final long[] EMPTY = {};

    static long[] append(long[] recent, int keep, LogPosition position) {
        int from = Math.max(0, recent.length - (keep - 1) * WIDTH);
        int length = recent.length - from + WIDTH;
        long[] next = new long[length];
        System.arraycopy(recent, from, next, 0, recent.length - from);
        next[length - 3] = position.at();
        next[length - 2] = position.high();
        next[length - 1] = position.low();
        return next;
    }

    /** Appends one that begins a visit; one that continues a visit takes the place of its latest. */
    static long[] appendVisit(long[] recent, int keep, LogPosition position, long gap) {
        boolean continues = recent.length > 0 && position.at() - recent[recent.length - WIDTH] < gap;
        return append(continues ? Arrays.copyOf(recent, recent.length - WIDTH) : recent, keep, position);
    }

    /** Whether at least so many happened after the position and later than the instant. */
    static boolean has(long[] recent, int times, long laterThan, LogPosition after) {
        int i = recent.length - times * WIDTH;
        return i >= 0 && recent[i] > laterThan && after.isBefore(recent[i], recent[i + 1], recent[i + 2]);
    }

    /** Those that happened after the position and later than the instant. */
    static long[] since(long[] recent, long laterThan, LogPosition after) {
        int i = 0;
        while (i < recent.length
                && !(recent[i] > laterThan && after.isBefore(recent[i], recent[i + 1], recent[i + 2]))) {
            i += WIDTH;
        }
        return Arrays.copyOfRange(recent, i, recent.length);
    }
}
