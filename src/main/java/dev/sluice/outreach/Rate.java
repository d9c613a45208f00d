package dev.sluice.outreach;

import java.util.Locale;

/** A share with what it is a share of; the interval is Wilson's at 95 %. */
record Rate(long of, long n) {
    private static final double Z = 1.96;

    String text() {
        return n == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * of / n);
    }

    double low() {
        return bound(-1);
    }

    double high() {
        return bound(1);
    }

    private double bound(int side) {
        if (n == 0) {
            return side < 0 ? 0 : 1;
        }
        double p = (double) of / n;
        double middle = p + Z * Z / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        return Math.clamp((middle + side * reach) / (1 + Z * Z / n), 0, 1);
    }

    /** "2.1 to 8.4 %", as wide as so few make it. */
    String interval() {
        return n == 0 ? "no mail yet" : String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * low(), 100 * high());
    }

    /** Whether the two can be told apart: their intervals do not meet. */
    boolean apartFrom(Rate other) {
        return n > 0 && other.n > 0 && (low() > other.high() || high() < other.low());
    }
}
