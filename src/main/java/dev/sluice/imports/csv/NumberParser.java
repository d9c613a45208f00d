package dev.sluice.imports.csv;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses numbers as people and spreadsheets write them: with grouping, currency, percent sign, unit or exponent. */
final class NumberParser {
    private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?\\d{1,3}");
    private static final Pattern SCALE = Pattern.compile("(k|m|bn|b)( [a-z]{3})?");
    private static final Set<String> UNITS = Set.of("mitarbeiter", "to", "bis", "à", "a");
    private static final Pattern UNIT = Pattern.compile("employees?.*|people.*|(to|bis|à|a) .*|[a-z]{3}");

    private final String written;
    private final char point;
    private final StringBuilder digits = new StringBuilder();
    private int sinceGroup = -1;
    private boolean seen;
    private boolean lowerEnd;
    private double scale = 1;

    private NumberParser(String written, char point) {
        this.written = written;
        this.point = point;
    }

    /**
     * A number that a text names.
     *
     * @param lowerEnd the text is a range ("51-200", "500+") of which this is the lower end
     */
    record ParsedNumber(double value, boolean lowerEnd) {}

    /** The number that a text names, or the lower end of its range; null when it is none. */
    static @Nullable ParsedNumber parse(String written, char point) {
        return new NumberParser(written, point).parse();
    }

    private @Nullable ParsedNumber parse() {
        boolean more = true;
        for (int i = 0; i < written.length() && more; i++) {
            Boolean next = take(written.charAt(i), i);
            if (next == null) {
                return null;
            }
            more = next;
        }
        if (!seen || (sinceGroup >= 0 && sinceGroup != 3)) {
            return null;
        }
        try {
            double number = Double.parseDouble(digits.toString()) * scale;
            return Double.isFinite(number) ? new ParsedNumber(number, lowerEnd) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** Whether the number goes on behind this character; null where it is part of none. */
    private @Nullable Boolean take(char c, int at) {
        if (c >= '0' && c <= '9') {
            digits.append(c);
            seen = true;
            sinceGroup += sinceGroup < 0 ? 0 : 1;
            return true;
        }
        if (c == point) {
            boolean whole = sinceGroup < 0 || sinceGroup == 3;
            sinceGroup = -1;
            digits.append('.');
            return whole ? true : null;
        }
        if (seen && (c == '-' || c == '–' || c == '+')) {
            lowerEnd = c == '+' || written.substring(at + 1).chars().anyMatch(Character::isDigit);
            return false;
        }
        if (c == '-' && digits.isEmpty()) {
            digits.append(c);
            return true;
        }
        if (Character.isLetter(c)) {
            return letter(at) ? false : null;
        }
        return mark(c, at) ? true : null;
    }

    private boolean mark(char c, int at) {
        boolean group = c == '\'' || c == '’' || c == (point == '.' ? ',' : '.') || Character.isSpaceChar(c);
        if (group && seen && at + 1 < written.length() && Character.isDigit(written.charAt(at + 1))) {
            boolean whole = digits.indexOf(".") < 0 && groupIsWhole();
            sinceGroup = 0;
            return whole;
        }
        return c == '%' || Character.isSpaceChar(c) || Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    /** Thousands, or pairs as in 1,00,000. */
    private boolean groupIsWhole() {
        return sinceGroup < 0 || sinceGroup == 3 || sinceGroup == 2;
    }

    private boolean letter(int at) {
        if (!seen) {
            return false;
        }
        String rest = written.substring(at).strip();
        if (EXPONENT.matcher(rest).matches()) {
            digits.append(rest);
            return true;
        }
        String text = rest.toLowerCase(Locale.ROOT);
        if (SCALE.matcher(text).matches()) {
            scale = switch (text.split(" ", 2)[0]) {
                case "k" -> 1_000;
                case "m" -> 1_000_000;
                default -> 1_000_000_000;
            };
            return true;
        }
        lowerEnd = text.matches("(to|bis|à|a) .*");
        return UNITS.contains(text) || UNIT.matcher(text).matches();
    }
}
