package dev.sluice.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Amounts as screens write them: with their currency, thousands separated, cents only where there are some. */
final class Money {
    private static final Map<String, String> SIGNS = Map.of("USD", "$", "EUR", "€", "GBP", "£");

    private Money() {}

    static String text(@Nullable BigDecimal amount, String currency) {
        if (amount == null) {
            return "–";
        }
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        String figures = String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", amount.abs());
        String sign = SIGNS.getOrDefault(currency, currency + " ");
        return (amount.signum() < 0 ? "−" : "") + sign + figures;
    }

    /** Sums of several stages as one for each currency. */
    static String total(List<DealSearch.Sum> sums, boolean weighted) {
        Map<String, DealSearch.Sum> byCurrency = new LinkedHashMap<>();
        sums.forEach(sum -> byCurrency.merge(sum.currency(), sum, DealSearch.Sum::plus));
        return sums(List.copyOf(byCurrency.values()), weighted);
    }

    /** Sums of several currencies beside each other; without cents. */
    static String sums(List<DealSearch.Sum> sums, boolean weighted) {
        String text = sums.stream()
                .filter(sum -> sum.amount().signum() != 0)
                .map(sum -> text(
                        (weighted ? sum.weighted() : sum.amount()).setScale(0, RoundingMode.HALF_UP), sum.currency()))
                .collect(Collectors.joining(" + "));
        return text.isEmpty() ? "–" : text;
    }
}
