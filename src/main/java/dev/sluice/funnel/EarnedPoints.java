package dev.sluice.funnel;

/**
 * What one engagement rule has earned: the points as they stood at an instant, how many signals earned them, and the
 * latest of those as flat triples of instant and id, oldest first.
 */
record EarnedPoints(double value, long at, int count, long[] latest) {

    static final EarnedPoints NOTHING = new EarnedPoints(0, 0, 0, new long[0]);
}
