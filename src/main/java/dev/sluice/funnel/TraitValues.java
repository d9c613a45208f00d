package dev.sluice.funnel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How trait values are compared. Text is compared without case; of a list, one value is enough. */
public final class TraitValues {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 50;

    private TraitValues() {}

    /** Whether a known value passes the test; an unknown one never does. */
    public static boolean test(Criterion.OfTrait test, Object value) {
        return switch (test) {
            case Criterion.In in -> contains(in.values(), value);
            case Criterion.NotIn notIn -> !contains(notIn.values(), value);
            case Criterion.Between b -> {
                double n = number(value);
                yield n >= b.low() && n <= b.high();
            }
            case Criterion.AtLeast a -> number(value) >= a.value();
            case Criterion.AtMost a -> number(value) <= a.value();
            case Criterion.Matches m -> matches(Glob.of(m.pattern()), value);
            case Criterion.Is is -> is.value().equals(value) || contains(List.of(text(is.value())), value);
            case Criterion.IsFreeMail free -> yes(value) == free.free();
            case Criterion.HasOwner owner -> yes(value) == owner.owned();
        };
    }

    private static boolean contains(List<String> wanted, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(one -> one != null && contains(wanted, one));
        }
        String text = text(value);
        for (String one : wanted) {
            if (one.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Glob glob, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(one -> one != null && glob.matches(text(one)));
        }
        return glob.matches(text(value));
    }

    /** Not a number when it is none, so that every comparison fails. */
    private static double number(Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        try {
            return Double.parseDouble(text(value));
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }

    private static boolean yes(Object value) {
        return value instanceof Boolean b ? b : text(value).equalsIgnoreCase("true");
    }

    /** What a standing keeps of a value: numbers as Double, text and lists of a bounded length. */
    static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean yes -> yes;
            case Number n -> n.doubleValue();
            case List<?> list ->
                list.stream().limit(LONGEST_LIST).map(one -> cut(text(one))).toList();
            default -> cut(value.toString().strip());
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number n -> Criterion.number(n.doubleValue());
            case List<?> list ->
                String.join(", ", list.stream().map(TraitValues::text).toList());
            default -> value.toString().strip();
        };
    }
}
