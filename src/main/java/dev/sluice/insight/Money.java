package dev.sluice.insight;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts as reports write them. */
final class Money {
    private Money() {}

    /** A dash where there is none. */
    static String of(@Nullable Double amount, String currency) {
        return amount == null ? "–" : text(amount, currency);
    }

    /** Rounded to three digits: "USD 128,400". */
    static String text(double amount, String currency) {
        double step = amount < 1_000 ? 1 : Math.pow(10, Math.floor(Math.log10(amount)) - 2);
        return String.format(Locale.ROOT, "%s %,.0f", currency, Math.rint(amount / step) * step);
    }
}
