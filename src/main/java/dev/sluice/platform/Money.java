package dev.sluice.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An exact amount in one currency, with as many decimals as the currency has. */
public record Money(BigDecimal amount, Currency currency) {
    /** No ISO 4217 currency has more. */
    private static final int MAX_DECIMALS = 4;

    private static final BigDecimal LIMIT = new BigDecimal("1e12");

    public Money {
        amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
    }

    /** @throws IllegalArgumentException when there is no such currency */
    public static Money of(BigDecimal amount, String code) {
        Currency currency = currency(code);
        if (currency == null) {
            throw new IllegalArgumentException("No currency: " + code);
        }
        return new Money(amount, currency);
    }

    /** The ISO 4217 currency of that code, in any case; null for any other text, and for codes such as gold or "no currency". */
    public static @Nullable Currency currency(@Nullable String code) {
        String upper = Objects.requireNonNullElse(code, "").strip().toUpperCase(Locale.ROOT);
        return codes().contains(upper) ? Currency.getInstance(upper) : null;
    }

    /** The codes that {@link #currency} knows, in alphabetical order. */
    public static List<String> codes() {
        return Codes.ALL;
    }

    private static final class Codes {
        static final List<String> ALL = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .sorted()
                .toList();
    }

    /** An amount as people write it, thousands separated by commas; null for what is no number, negative, or a trillion and more. */
    public static @Nullable BigDecimal amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text.strip().replace(",", ""));
            boolean readable = amount.signum() >= 0 && amount.compareTo(LIMIT) < 0 && amount.scale() <= 100;
            return readable ? rounded(amount) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static BigDecimal rounded(BigDecimal amount) {
        BigDecimal plain = amount.setScale(Math.clamp(amount.scale(), 0, MAX_DECIMALS), RoundingMode.HALF_UP);
        return plain.compareTo(LIMIT) < 0 ? plain : LIMIT.subtract(BigDecimal.ONE.movePointLeft(MAX_DECIMALS));
    }

    /** Whether the currency can hold that amount without rounding. */
    public static boolean fits(BigDecimal amount, Currency currency) {
        return amount.stripTrailingZeros().scale() <= currency.getDefaultFractionDigits();
    }
}
