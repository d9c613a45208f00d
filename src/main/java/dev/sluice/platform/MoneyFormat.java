package dev.sluice.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
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

    public static String text(@Nullable Money money) {
        return money == null ? "–" : text(money.amount(), money.currency().getCurrencyCode());
    }

    /** With the decimals of the currency where the amount has any; a dash where there is no amount. */
    public static String text(@Nullable BigDecimal amount, String currency) {
        if (amount == null) {
            return "–";
        }
        Currency known = Money.currency(currency);
        int decimals =
                amount.stripTrailingZeros().scale() <= 0 ? 0 : known == null ? 2 : known.getDefaultFractionDigits();
        return written(amount.setScale(decimals, RoundingMode.HALF_UP), "%,." + decimals + "f", currency);
    }

    /** An amount as an input field holds it: "1234.50"; "" where there is none. */
    public static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
    }

    public static String whole(BigDecimal amount, String currency) {
        return written(amount.setScale(0, RoundingMode.HALF_UP), "%,.0f", currency);
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
        return written(BigDecimal.valueOf(amount), format, currency);
    }

    private static String written(BigDecimal amount, String format, String currency) {
        String figures = String.format(Locale.ROOT, format, amount.abs());
        return (amount.signum() < 0 ? "−" : "") + sign(currency) + figures;
    }
}
