package dev.sluice.funnel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How trait values are compared. Text is compared without case; of a list, one value is enough. */
public final class TraitValues {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_ITEMS = 50;

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

    private static boolean contains(List<String> accepted, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && contains(accepted, item));
        }
        String text = text(value);
        for (String candidate : accepted) {
            if (candidate.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Glob glob, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && glob.matches(text(item)));
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
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private static boolean yes(Object value) {
        return value instanceof Boolean b ? b : text(value).equalsIgnoreCase("true");
    }

    /** What a standing keeps of a value: numbers as Double, text and lists of a bounded length. */
    static @Nullable Object bounded(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean yes -> yes;
            case Number n -> n.doubleValue();
            case List<?> list ->
                list.stream().limit(MAX_ITEMS).map(item -> truncate(text(item))).toList();
            default -> truncate(value.toString().strip());
        };
    }

    private static String truncate(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
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
