package dev.sluice.imports.csv;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses numbers as people write them: with grouping, currency, percent sign or unit. */
final class NumberParser {
    private NumberParser() {}

    /** The number that a text names; of a range ("51-200", "500+") the lower end; null when it is none. */
    static @Nullable Double parse(String written, char point) {
        StringBuilder digits = new StringBuilder();
        char group = point == '.' ? ',' : '.';
        boolean seen = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
                seen = true;
            } else if (c == point) {
                digits.append('.');
            } else if (seen && (c == '-' || c == '–' || c == '+')) {
                break;
            } else if (c == '-' && digits.isEmpty()) {
                digits.append(c);
            } else if (Character.isLetter(c)) {
                if (!unit(written, i, seen)) {
                    return null;
                }
                break;
            } else if (c != group
                    && c != '\''
                    && c != '%'
                    && !Character.isSpaceChar(c)
                    && Character.getType(c) != Character.CURRENCY_SYMBOL) {
                return null;
            }
        }
        try {
            double number = seen ? Double.parseDouble(digits.toString()) * scale(written) : Double.NaN;
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static boolean unit(String written, int from, boolean seen) {
        String rest = written.substring(from).strip().toLowerCase(Locale.ROOT);
        return seen
                && (Set.of("k", "m", "bn", "b", "employees", "people", "mitarbeiter", "to")
                                .contains(rest)
                        || rest.matches("employees?.*|people.*|to .*|[a-z]{3}")
                        || rest.matches("(k|m|bn|b)( [a-z]{3})?"));
    }

    private static double scale(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return 1;
        }
        return switch (text.replaceFirst("^[^a-z]*", "").split(" ", -1)[0]) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            case "b", "bn" -> 1_000_000_000;
            default -> 1;
        };
    }
}
