package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single values of a definition; where a value is of another type, reports what was expected. */
final class YamlValues {

    private static final Duration MAX_SPAN = Duration.ofDays(3_660);

    private YamlValues() {}

    static List<Yaml> items(ProblemCollector problems, Yaml value, String key) {
        if (value instanceof Yaml.Items items) {
            return items.items();
        }
        problems.error(value, "expected a list after " + key);
        return List.of();
    }

    static String text(ProblemCollector problems, Yaml value, String key) {
        if (value instanceof Yaml.YamlText text) {
            return text.value().strip();
        }
        problems.error(value, "expected one word or sentence after " + key);
        return "";
    }

    static int integer(ProblemCollector problems, Yaml value, String key, int min, int max) {
        if (value instanceof Yaml.YamlText text) {
            try {
                int number = Integer.parseInt(text.value().strip());
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // reported below, like a number out of range
            }
        }
        problems.error(value, "expected a whole number from " + min + " to " + max + " after " + key);
        return Math.max(min, 1);
    }

    static double number(ProblemCollector problems, Yaml value, String key) {
        if (value instanceof Yaml.YamlText text) {
            try {
                double number = Double.parseDouble(text.value().strip());
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // reported below
            }
        }
        problems.error(value, "expected a number after " + key);
        return 0;
    }

    static boolean yes(ProblemCollector problems, Yaml value, String key) {
        if (value instanceof Yaml.YamlText text
                && (text.value().equals("true") || text.value().equals("false"))) {
            return text.value().equals("true");
        }
        problems.error(value, "expected true or false after " + key);
        return true;
    }

    static @Nullable Duration span(ProblemCollector problems, Yaml value, String key) {
        Duration span = value instanceof Yaml.YamlText text ? Durations.parse(text.value()) : null;
        if (span == null || span.isZero() || span.isNegative() || span.compareTo(MAX_SPAN) > 0) {
            problems.error(
                    value,
                    "expected a span of time above zero and up to ten years after " + key
                            + ", such as 30m, 4h, 7d or 2w");
            return null;
        }
        return span;
    }

    /** The lower and the upper limit of a between. */
    static double[] limits(ProblemCollector problems, Yaml value) {
        List<Yaml> items = items(problems, value, "between");
        if (items.size() != 2) {
            problems.error(value, "expected two numbers after between, such as [50, 500]");
            return new double[] {0, 0};
        }
        double low = number(problems, items.get(0), "between");
        double high = number(problems, items.get(1), "between");
        if (low > high) {
            problems.error(
                    value,
                    "between [" + Criterion.number(low) + ", " + Criterion.number(high)
                            + "] can never be met: write the smaller number first");
        }
        return new double[] {low, high};
    }
}
