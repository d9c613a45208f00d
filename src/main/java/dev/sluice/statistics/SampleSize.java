package dev.sluice.statistics;

/** How few cases are too few to call anything of them a rate, a median or a quartile. */
public final class SampleSize {
    private static final int FEWEST = 5;

    private SampleSize() {}

    public static boolean isEnough(long n) {
        return n >= FEWEST;
    }
}
