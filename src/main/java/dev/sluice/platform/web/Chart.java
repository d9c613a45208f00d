package dev.sluice.platform.web;

import dev.sluice.platform.Json;
import dev.sluice.platform.MoneyFormat;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A picture of figures that stand in a table beside it; the page's script draws it in the page's colours.
 *
 * @param says what it shows, for those who do not see it
 * @param sign what stands before its numbers: "$"
 * @param labels one for each place
 * @param links where a place leads, empty where none does
 */
public record Chart(
        String says,
        ChartUnit unit,
        String sign,
        boolean across,
        List<String> labels,
        List<String> links,
        List<Series> series) {
    /** What its numbers are. */
    public enum ChartUnit {
        COUNT,
        /** From 0 to 1. */
        SHARE,
        MONEY,
        /** Money on a logarithmic axis. */
        COST,
        /** On a logarithmic axis. */
        ODDS
    }

    /** How the values of a series are drawn. */
    public enum Shape {
        BAR,
        LINE,
        STEP,
        POINT,
        /** A short line across its place, such as a target. */
        MARK
    }

    /** A colour by what it means. */
    public enum Tone {
        ATTRACT("layer-attract"),
        ENGAGE("layer-engage"),
        CONVERT("layer-convert"),
        RETAIN("layer-retain"),
        MAIN("tblr-primary"),
        QUIET("quiet"),
        GOOD("state-good"),
        SOON("state-soon"),
        LATE("state-late");

        private final String variable;

        Tone(String variable) {
            this.variable = variable;
        }
    }

    /**
     * A value with its interval; null where nothing is known.
     *
     * @param faint whether it may still change, as of a cohort that is not mature
     * @param note what the reader should know beside it: "of 120"
     */
    public record Value(
            @Nullable Double at,
            @Nullable Double low,
            @Nullable Double high,
            boolean faint,
            String note) {
        /** Nothing is known. */
        public static final Value NONE = new Value(null, null, null, false, "");

        /** A number as it is. */
        public static Value of(@Nullable Double at) {
            return new Value(at, null, null, false, "");
        }

        /** A number with its interval. */
        public static Value of(double at, double low, double high) {
            return new Value(at, low, high, false, "");
        }

        /** A share with its interval and n; nothing of nobody. */
        public static Value of(@Nullable Proportion rate) {
            return rate == null || rate.n() == 0
                    ? NONE
                    : new Value(
                            (double) rate.part() / rate.n(),
                            rate.low(),
                            rate.high(),
                            false,
                            String.format(Locale.ROOT, "of %,d", rate.n()));
        }

        public Value faint(boolean whether) {
            return new Value(at, low, high, whether, note);
        }

        public Value note(String text) {
            return new Value(at, low, high, faint, text);
        }
    }

    /** Values that belong together, one for each place; those that are {@code stacked} stand on each other. */
    public record Series(String name, Shape shape, Tone tone, boolean stacked, List<Value> values) {
        public Series(String name, Shape shape, Tone tone, List<Value> values) {
            this(name, shape, tone, false, values);
        }
    }

    /** Places from left to right that lead nowhere. */
    public static Chart of(String says, ChartUnit unit, List<String> labels, List<Series> series) {
        return new Chart(says, unit, "", false, labels, List.of(), series);
    }

    public Chart in(String currency) {
        return new Chart(says, unit, MoneyFormat.sign(currency), across, labels, links, series);
    }

    /** Bars from the left instead of from below. */
    public Chart sideways() {
        return new Chart(says, unit, sign, true, labels, links, series);
    }

    public Chart leading(List<String> where) {
        return new Chart(says, unit, sign, across, labels, where, series);
    }

    /** Fit to stand inside a script element of a page. */
    public String json() {
        Map<String, Object> all = new TreeMap<>();
        all.put("unit", unit.name().toLowerCase(Locale.ROOT));
        all.put("sign", sign);
        all.put("across", across);
        all.put("labels", labels);
        all.put("links", links);
        all.put("series", series.stream().map(Chart::series).toList());
        return Json.write(all).replace("<", "\\u003c");
    }

    private static Map<String, Object> series(Series one) {
        List<@Nullable Double> at = new ArrayList<>();
        List<@Nullable Double> low = new ArrayList<>();
        List<@Nullable Double> high = new ArrayList<>();
        one.values().forEach(value -> {
            at.add(value.at());
            low.add(value.low());
            high.add(value.high());
        });
        return Map.of(
                "name", one.name(),
                "shape", one.shape().name().toLowerCase(Locale.ROOT),
                "tone", "--" + one.tone().variable,
                "stacked", one.stacked(),
                "at", at,
                "low", low,
                "high", high,
                "faint", one.values().stream().map(Value::faint).toList(),
                "notes", one.values().stream().map(Value::note).toList());
    }
}
