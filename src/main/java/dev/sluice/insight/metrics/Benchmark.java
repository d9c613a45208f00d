package dev.sluice.insight.metrics;

import dev.sluice.platform.TimeFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range that a metric is held against, with where it is from. Rates are from 0 to 1, times in seconds.
 *
 * @param own whether the workspace has set it
 */
public record Benchmark(BenchmarkedMetric of, double low, double high, String source, boolean own) {
    /** What can be held against a benchmark. */
    public enum BenchmarkedMetric {
        QUALIFIED("Leads that qualify", false),
        HANDED_ON("Leads that sales accepts", false),
        RESPONSE("Time to the first response", true),
        CLOSE("Close rate", false),
        WON("Leads that are won", false);

        final String label;
        final boolean time;

        BenchmarkedMetric(String label, boolean time) {
            this.label = label;
            this.time = time;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<BenchmarkedMetric> named(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    /** What Sluice ships with: published figures, which differ so much that each is a range; null where there is none. */
    static @Nullable public Benchmark shipped(BenchmarkedMetric of) {
        return switch (of) {
            case QUALIFIED ->
                new Benchmark(of, 0.05, 0.08, "Published baseline: fewer than 8 % of inquiries qualify", false);
            case HANDED_ON ->
                new Benchmark(
                        of,
                        0.13,
                        0.27,
                        "Published averages differ: 13 %, 13 to 22 %, 13 to 27 %, one median of 40 %",
                        false);
            case RESPONSE ->
                new Benchmark(
                        of, 1800, 3600, "Half an hour for an inbound lead; an hour as the usual benchmark", false);
            case CLOSE, WON -> null;
        };
    }

    /** "13 to 27 %", "30 min to 1 h". */
    String range() {
        return of.time
                ? TimeFormat.lasting(low) + " to " + TimeFormat.lasting(high)
                : number(low) + (low == high ? "" : " to " + number(high)) + " %";
    }

    /** As the form shows it: percent or minutes. */
    String written(double value) {
        return of.time ? number(value / 6000) : number(value);
    }

    private static String number(double share) {
        String text = String.format(Locale.ROOT, "%.1f", 100 * share);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** -1 worse than the range, 0 within, 1 better. */
    public int place(double value) {
        return (value < low ? -1 : value > high ? 1 : 0) * (of.time ? -1 : 1);
    }
}
