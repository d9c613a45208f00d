package dev.sluice.signal.values;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people and spreadsheets write it: with grouping, currency, percent sign, unit or exponent.
 *
 * @param lowerEnd the text is a range ("51-200", "500+") of which this is the lower end
 */
public record WrittenNumber(double value, boolean lowerEnd) {
    private static final Pattern ABOUT = Pattern.compile(
            "(?i)^(about|approx\\.?|approximately|around|circa|ca\\.?|etwa|rund|ungefähr|environ|alrededor de|unos|unas|cerca de|~|>|"
                    + "more than|over|at least|mehr als|über|plus de|más de)\\s*(?=\\d)");

    /** The number that a text names with that decimal mark, or the lower end of its range; null when it is none. */
    public static @Nullable WrittenNumber of(String written, char point) {
        return new NumberScanner(written, point).scan();
    }

    /** The number of an answer that somebody typed, with either decimal mark and words such as "about" before it. */
    public static @Nullable WrittenNumber typed(String written) {
        String text = ABOUT.matcher(written.strip()).replaceFirst("");
        WrittenNumber number = of(text, '.');
        return number == null ? of(text, ',') : number;
    }

    /** Likewise for a number of people or things: what would have three decimals has thousands. */
    public static @Nullable WrittenNumber typedCount(String written) {
        WrittenNumber number = typed(written);
        WrittenNumber grouped = number == null || number.value() == Math.rint(number.value())
                ? null
                : of(ABOUT.matcher(written.strip()).replaceFirst(""), ',');
        return grouped == null ? number : grouped;
    }
}
