package dev.sluice.forecast;

import java.util.Locale;

/** Amounts as the forecast writes them. */
final class Money {
    private Money() {}

    static String text(double amount) {
        return String.format(Locale.ROOT, "%,.0f", amount);
    }
}
