package dev.sluice.form;

import java.util.Locale;

/** A share of n with what n allows to say of it. */
record Rate(long part, long n) {
    private static final double Z = 1.96;

    /** "12.5 %", or "–" of nothing. */
    String text() {
        return n == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * Math.min(part, n) / n);
    }

    /** The 95 % interval by Wilson's score. */
    String interval() {
        if (n == 0) {
            return "nobody yet";
        }
        double p = (double) Math.min(part, n) / n;
        double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        double middle = p + Z * Z / (2.0 * n);
        double whole = 1 + Z * Z / n;
        return String.format(
                Locale.ROOT,
                "%d of %d; with 95 %% confidence %.1f to %.1f %%",
                Math.min(part, n),
                n,
                Math.max(0, 100 * (middle - spread) / whole),
                Math.min(100, 100 * (middle + spread) / whole));
    }
}
