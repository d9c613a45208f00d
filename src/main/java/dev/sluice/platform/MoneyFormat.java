package dev.sluice.platform;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts as screens write them: with their currency, thousands separated. */
public final class MoneyFormat {
    private static final Map<String, String> SIGNS = Map.of("USD", "$", "EUR", "€", "GBP", "£");

    private MoneyFormat() {}

    /** The prefix of amounts in that currency: "$", or "SEK ". */
    public static String sign(String currency) {
        return SIGNS.getOrDefault(currency, currency.isEmpty() ? "" : currency + " ");
    }

    /** To the cent where there are cents; a dash where there is no amount. */
    public static String text(@Nullable BigDecimal amount, String currency) {
        return amount == null
                ? "–"
                : written(amount.doubleValue(), amount.stripTrailingZeros().scale() <= 0 ? "%,.0f" : "%,.2f", currency);
    }

    /** Without cents, for sums. */
    public static String whole(double amount, String currency) {
        return written(amount, "%,.0f", currency);
    }

    /** Rounded to three digits, for what is reckoned and not counted; a dash where there is none. */
    public static String about(@Nullable Double amount, String currency) {
        if (amount == null) {
            return "–";
        }
        double size = Math.abs(amount);
        double step = size < 1_000 ? 1 : Math.pow(10, Math.floor(Math.log10(size)) - 2);
        return whole(Math.rint(amount / step) * step, currency);
    }

    private static String written(double amount, String format, String currency) {
        String figures = String.format(Locale.ROOT, format, Math.abs(amount));
        return (amount < 0 ? "−" : "") + sign(currency) + figures;
    }
}
