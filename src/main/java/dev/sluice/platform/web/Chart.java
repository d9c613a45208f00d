package dev.sluice.platform.web;

import dev.sluice.platform.MoneyFormat;
import dev.sluice.statistics.Proportion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chart of figures that a table beside it shows, too; the page's script draws it in the page's colours.
 *
 * @param says its description for screen readers
 * @param sign the prefix of its numbers: "$"
 * @param labels one for each position
 * @param links the address of each position; empty when there are none
 */
public record Chart(
        String says,
        ChartUnit unit,
        String sign,
        boolean across,
        List<String> labels,
        List<String> links,
        List<Series> series) {
    /** The unit of its numbers. */
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
        /** A short line across its position, such as a target. */
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

        final String variable;

        Tone(String variable) {
            this.variable = variable;
        }
    }

    /**
     * A value with its interval; null when unknown.
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
        /** No value. */
        public static final Value NONE = new Value(null, null, null, false, "");

        /** A number as it is. */
        public static Value of(@Nullable Double at) {
            return new Value(at, null, null, false, "");
        }

        /** A number with its interval. */
        public static Value of(double at, double low, double high) {
            return new Value(at, low, high, false, "");
        }

        /** A share with its interval and n; no value when n is 0. */
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

    /** Values of one kind, one for each position; {@code stacked} series are drawn on top of each other. */
    public record Series(String name, Shape shape, Tone tone, boolean stacked, List<Value> values) {
        public Series(String name, Shape shape, Tone tone, List<Value> values) {
            this(name, shape, tone, false, values);
        }
    }

    /** A vertical chart without links. */
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

    /** JSON that is safe inside a script element of a page. */
    public String json() {
        return ChartJson.of(this);
    }
}
