package dev.sluice.signal.values;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one text as a number, character by character: an import reads millions of them. */
final class NumberScanner {
    private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?\\d{1,3}");
    private static final Pattern SCALE = Pattern.compile("(k|m|bn|b)( [a-z]{3})?");
    private static final Pattern TO = Pattern.compile("(to|bis|à|a) .*");
    private static final Pattern UNIT = Pattern.compile("employees?.*|people.*|mitarbeiter|(to|bis|à|a)|[a-z]{3}");

    private final String written;
    private final char point;
    private final StringBuilder digits = new StringBuilder();
    private int sinceGroup = -1;
    private boolean seen;
    private boolean lowerEnd;
    private double scale = 1;

    NumberScanner(String written, char point) {
        this.written = written;
        this.point = point;
    }

    @Nullable
    WrittenNumber scan() {
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
            return Double.isFinite(number) ? new WrittenNumber(number, lowerEnd) : null;
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
        lowerEnd = TO.matcher(text).matches();
        return lowerEnd || UNIT.matcher(text).matches();
    }
}
