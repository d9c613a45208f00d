package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.ForecastReport.WinRateRow;
import dev.sluice.insight.forecast.ForecastRows.ClosedDeal;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** What closed deals came to: win rates by group, and the reasons of the lost ones. */
final class WinRates {
    private WinRates() {}

    /** By source, owner and size; the group with the most closed deals first. */
    static Map<String, List<WinRateRow>> of(List<ClosedDeal> closed) {
        return new TreeMap<>(Map.of(
                "source", groups(closed, ClosedDeal::source),
                "owner", groups(closed, ClosedDeal::owner),
                "size", groups(closed, WinRates::size)));
    }

    private static List<WinRateRow> groups(List<ClosedDeal> closed, Function<ClosedDeal, String> by) {
        Map<String, List<ClosedDeal>> groups = new TreeMap<>();
        closed.forEach(deal ->
                groups.computeIfAbsent(by.apply(deal), key -> new ArrayList<>()).add(deal));
        return groups.entrySet().stream()
                .map(group -> new WinRateRow(
                        group.getKey(), won(group.getValue()), mean(group.getValue()), days(group.getValue())))
                .sorted(Comparator.comparingLong(
                                (WinRateRow group) -> group.won().n())
                        .reversed())
                .toList();
    }

    static Proportion won(List<ClosedDeal> closed) {
        return new Proportion(closed.stream().filter(ClosedDeal::won).count(), closed.size());
    }

    /** The mean amount of the won deals that have one; 0 without any. */
    static double mean(List<ClosedDeal> deals) {
        return deals.stream()
                .filter(ClosedDeal::won)
                .map(ClosedDeal::amount)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** The mean days that the won deals took; 0 without any. */
    static double days(List<ClosedDeal> deals) {
        return deals.stream()
                .filter(ClosedDeal::won)
                .mapToDouble(ClosedDeal::days)
                .average()
                .orElse(0);
    }

    /** By the power of ten, so that deals of any trade fall into a handful of sizes. */
    private static String size(ClosedDeal deal) {
        Double amount = deal.amount();
        if (amount == null || amount <= 0) {
            return "no amount";
        }
        double power = Math.pow(10, Math.floor(Math.log10(amount)));
        double low = amount >= 5 * power ? 5 * power : amount >= 2 * power ? 2 * power : power;
        double high = low == 5 * power ? 10 * power : low == 2 * power ? 5 * power : 2 * power;
        return String.format(Locale.ROOT, "%,.0f to %,.0f", low, high);
    }

    /** Why deals were lost, the most frequent reason first. */
    static List<Map.Entry<String, Long>> reasons(List<ClosedDeal> closed) {
        Map<String, Long> reasons = new TreeMap<>();
        closed.stream().filter(deal -> !deal.won()).forEach(deal -> reasons.merge(deal.reason(), 1L, Long::sum));
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
