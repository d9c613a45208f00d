package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.Metrics.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A metric over the slices of a period as an SVG path in a box of 120 by 28, "" where too little is known. */
public final class Sparkline {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 28;

    private Sparkline() {}

    static String of(List<Slice> slices, Function<CohortMetrics, @Nullable Double> value) {
        List<@Nullable Double> values = new ArrayList<>();
        slices.forEach(slice -> values.add(value.apply(slice.measure())));
        return path(values);
    }

    /** A line through the values from left to right, broken where one is missing; the lowest is 0. */
    public static String path(List<@Nullable Double> values) {
        double highest =
                values.stream().mapToDouble(v -> v == null ? 0 : v).max().orElse(0);
        long present = values.stream().filter(value -> value != null).count();
        if (2 * present <= values.size() || highest <= 0) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null) {
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        pen ? "L" : "M",
                        (double) WIDTH * i / (values.size() - 1),
                        HEIGHT - 2 - (HEIGHT - 4) * value / highest));
            }
            pen = value != null;
        }
        return path.toString();
    }
}
