package dev.sluice.imports.proposal;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which mark begins the decimals of a column of numbers.
 *
 * @param semicolons the columns of the file are kept apart by semicolons, because the comma is the decimal mark
 */
record DecimalMarks(boolean semicolons) {
    /** One mark with three digits behind it, which groups thousands or begins decimals. */
    private static final Pattern EITHER = Pattern.compile("[^\\d.,]*-?[1-9]\\d{0,2}[.,]\\d{3}[^\\d.,]*");

    /** Whether every number can be read with either decimal mark, and nothing around it decides. */
    boolean isInDoubt(List<String> values) {
        return !semicolons && isEither(values);
    }

    boolean isComma(List<String> values) {
        return commaDecides(values) || (semicolons && isEither(values));
    }

    private static boolean isEither(List<String> values) {
        return values.stream().anyMatch(value -> EITHER.matcher(value).matches() && value.indexOf('.') >= 0)
                && values.stream()
                        .allMatch(value ->
                                value.indexOf(',') < 0 && (EITHER.matcher(value).matches() || value.indexOf('.') < 0));
    }

    /** A comma is the decimal mark where one is followed by other than three digits, or points group thousands. */
    private static boolean commaDecides(List<String> values) {
        long comma = values.stream()
                .filter(value -> value.matches(".*\\d,(\\d{1,2}|\\d{4,})\\D*")
                        || value.matches(".*\\d\\.\\d{3},\\d+\\D*")
                        || value.matches("\\D*\\d{1,3}(\\.\\d{3}){2,}\\D*"))
                .count();
        long point = values.stream()
                .filter(value ->
                        value.matches(".*\\d\\.(\\d{1,2}|\\d{4,})\\D*") || value.matches(".*\\d,\\d{3}(\\.|,).*"))
                .count();
        return comma > point;
    }
}
