package dev.sluice.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums of money by currency code. Amounts of different currencies are never added up. */
public record MoneyTotals(@JsonValue SortedMap<String, BigDecimal> byCurrency) {
    public static MoneyTotals of(Collection<Money> amounts) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        amounts.forEach(money -> sums.merge(money.currency().getCurrencyCode(), money.amount(), BigDecimal::add));
        return new MoneyTotals(sums);
    }

    public MoneyTotals plus(MoneyTotals other) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>(byCurrency);
        other.byCurrency.forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add));
        return new MoneyTotals(sums);
    }

    /** 0 where nothing is in that currency. */
    public BigDecimal in(String currency) {
        return byCurrency.getOrDefault(currency, BigDecimal.ZERO);
    }

    /** "$1,990 + €14,980", without cents; a dash for nothing. */
    public String text() {
        return byCurrency.isEmpty()
                ? "–"
                : byCurrency.entrySet().stream()
                        .map(sum -> MoneyFormat.whole(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(" + "));
    }
}
