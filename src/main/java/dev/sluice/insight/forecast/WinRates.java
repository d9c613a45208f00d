package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.ForecastReport.WinRateRow;
import dev.sluice.insight.history.ClosedDeal;
import dev.sluice.statistics.Proportion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Win rates of closed deals by group, and the reasons of the lost ones. */
final class WinRates {
    private static final String NO_SIZE = "not known before it closed";

    private WinRates() {}

    /** By source, owner and size; the group with the most closed deals first. Money is that of one currency. */
    static Map<String, List<WinRateRow>> of(List<ClosedDeal> closed, String currency) {
        return new TreeMap<>(Map.of(
                "source", groups(closed, ClosedDeal::source, currency),
                "owner", groups(closed, ClosedDeal::owner, currency),
                "size", bySize(in(closed, currency), currency)));
    }

    static List<ClosedDeal> in(List<ClosedDeal> closed, String currency) {
        return closed.stream().filter(deal -> deal.currency().equals(currency)).toList();
    }

    /** By the size that was known before the outcome was; empty where none was. */
    private static List<WinRateRow> bySize(List<ClosedDeal> closed, String currency) {
        return closed.stream().allMatch(deal -> size(deal).equals(NO_SIZE))
                ? List.of()
                : groups(closed, WinRates::size, currency);
    }

    private static List<WinRateRow> groups(List<ClosedDeal> closed, Function<ClosedDeal, String> by, String currency) {
        Map<String, List<ClosedDeal>> groups = new TreeMap<>();
        closed.forEach(deal ->
                groups.computeIfAbsent(by.apply(deal), key -> new ArrayList<>()).add(deal));
        return groups.entrySet().stream()
                .map(group -> new WinRateRow(
                        group.getKey(),
                        won(group.getValue()),
                        mean(in(group.getValue(), currency)),
                        days(group.getValue())))
                .sorted(Comparator.comparingLong(
                                (WinRateRow group) -> group.won().n())
                        .reversed())
                .toList();
    }

    static Proportion won(List<ClosedDeal> closed) {
        return new Proportion(closed.stream().filter(ClosedDeal::won).count(), closed.size());
    }

    /** The amounts of the won deals that have one. */
    static List<BigDecimal> amounts(List<ClosedDeal> deals) {
        return deals.stream()
                .filter(ClosedDeal::won)
                .map(ClosedDeal::amount)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The mean amount of the won deals that have one; null without any. */
    static @Nullable Double mean(List<ClosedDeal> deals) {
        return average(amounts(deals).stream().mapToDouble(BigDecimal::doubleValue));
    }

    /** The mean days that the won deals took; null without any. */
    static @Nullable Double days(List<ClosedDeal> deals) {
        return average(deals.stream().filter(ClosedDeal::won).mapToDouble(ClosedDeal::days));
    }

    private static @Nullable Double average(DoubleStream values) {
        OptionalDouble average = values.average();
        return average.isPresent() ? (Double) average.getAsDouble() : null;
    }

    /** By the power of ten, so that deals of any trade fall into a handful of sizes. */
    private static String size(ClosedDeal deal) {
        if (deal.size() == null || deal.size().signum() == 0) {
            return NO_SIZE;
        }
        double amount = deal.size().doubleValue();
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
