package dev.sluice.insight;

import java.util.Locale;

/** Amounts as reports write them. */
final class Money {
    private Money() {}

    /** Rounded to what matters: "USD 128,400". */
    static String text(double amount, String currency) {
        double step = amount >= 100_000 ? 1_000 : amount >= 10_000 ? 100 : 1;
        return String.format(Locale.ROOT, "%s %,.0f", currency, Math.rint(amount / step) * step);
    }
}
