package dev.sluice.funnel;

/**
 * What one engagement rule has earned: the points as of an instant, how many signals earned them, and the latest of
 * those as flat triples of instant and id, oldest first.
 */
record EarnedPoints(double value, long at, int count, long[] latest) {

    static final EarnedPoints NOTHING = new EarnedPoints(0, 0, 0, new long[0]);

    void write(ByteWriter out) {
        out.size(count);
        if (count > 0) {
            out.real(value);
            out.instant(at);
            out.recent(latest);
        }
    }

    static EarnedPoints read(ByteReader in) {
        int count = in.count();
        return count == 0 ? NOTHING : new EarnedPoints(in.real(), in.instant(), count, in.recent());
    }
}
