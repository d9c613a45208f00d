package dev.sluice.statistics;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A share of n with what n allows to say of it: the interval at 95 % by Wilson's score (E. B. Wilson, 1927), which holds
 * for small n and for shares near 0 and 1. A part greater than n counts as n.
 */
public record Proportion(long part, long n) {
    private static final double Z = 1.96;

    /** "12.5 %"; of fewer than five cases "1 of 3", and "–" of nothing. */
    public String text() {
        return n == 0
                ? "–"
                : isEnough()
                        ? String.format(Locale.ROOT, "%.1f %%", 100.0 * Math.min(part, n) / n)
                        : Math.min(part, n) + " of " + n;
    }

    /** "of 1,204" to stand behind {@link #text}, "" where that says it already. */
    public String base() {
        return isEnough() ? String.format(Locale.ROOT, "of %,d", n) : "";
    }

    /** "12.5 % of 1,204", "1 of 3" or "–". */
    public String told() {
        return isEnough() ? text() + " " + base() : text();
    }

    /** Whether there are cases enough to call it a rate. */
    public boolean isEnough() {
        return SampleSize.isEnough(n);
    }

    /** The share from 0 to 1, null of nothing. */
    public @Nullable Double share() {
        return n == 0 ? null : (double) Math.min(part, n) / n;
    }

    /** As {@link #low}, null of nothing. */
    public @Nullable Double lowest() {
        return n == 0 ? null : (Double) low();
    }

    /** As {@link #high}, null of nothing. */
    public @Nullable Double highest() {
        return n == 0 ? null : (Double) high();
    }

    /** The lower end of the interval, from 0 to 1; 0 of nothing. */
    public double low() {
        return bound(-1);
    }

    /** The upper end of the interval, from 0 to 1; 1 of nothing. */
    public double high() {
        return bound(1);
    }

    private double bound(int side) {
        if (n == 0) {
            return side < 0 ? 0 : 1;
        }
        double p = (double) Math.min(part, n) / n;
        double middle = p + Z * Z / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        return Math.clamp((middle + side * reach) / (1 + Z * Z / n), 0, 1);
    }

    /** "2.1 to 8.4 %"; of fewer than five cases in words that there is none. */
    public String interval() {
        return n == 0
                ? "none yet"
                : !isEnough()
                        ? "too few for a rate"
                        : String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * low(), 100 * high());
    }

    /** "1 of 8; with 95 % confidence 2.2 to 47.1 %". */
    public String evidence() {
        return n == 0
                ? "nobody yet"
                : Math.min(part, n) + " of " + n
                        + (isEnough() ? "; with 95 % confidence " + interval() : "; too few for a rate");
    }

    /** Whether the two can be told apart: their intervals do not meet. */
    public boolean apartFrom(Proportion other) {
        return n > 0 && other.n > 0 && (low() > other.high() || high() < other.low());
    }
}
