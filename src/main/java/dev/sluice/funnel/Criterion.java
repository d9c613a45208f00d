package dev.sluice.funnel;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a definition may ask about a person. An unknown trait meets no test, also no {@code not_in}. */
public sealed interface Criterion {

    /** One readable line, as screens and reasons show it. */
    String text();

    /** The criteria that an all, any or none joins; empty for a plain criterion. */
    default List<Criterion> parts() {
        return List.of();
    }

    record All(List<Criterion> parts) implements Criterion {
        @Override
        public String text() {
            return parts.isEmpty() ? "always" : join(parts, " and ");
        }
    }

    record Any(List<Criterion> parts) implements Criterion {
        @Override
        public String text() {
            return parts.isEmpty() ? "never" : join(parts, " or ");
        }
    }

    record None(List<Criterion> parts) implements Criterion {
        @Override
        public String text() {
            return "none of (" + join(parts, "; ") + ")";
        }
    }

    /** A test of one trait. */
    sealed interface OfTrait extends Criterion {
        String trait();
    }

    record In(String trait, List<String> values) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + (values.size() == 1 ? " is " : " is one of ") + String.join(", ", values);
        }
    }

    record NotIn(String trait, List<String> values) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + " is known and none of " + String.join(", ", values);
        }
    }

    record Between(String trait, double low, double high) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + " between " + number(low) + " and " + number(high);
        }
    }

    record AtLeast(String trait, double value) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + " at least " + number(value);
        }
    }

    record AtMost(String trait, double value) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + " at most " + number(value);
        }
    }

    record Matches(String trait, String pattern) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + " like " + pattern;
        }
    }

    /** The value is a String, a Double or a Boolean. */
    record Is(String trait, Object value) implements OfTrait {
        @Override
        public String text() {
            return words(trait) + " is " + TraitValues.text(value);
        }
    }

    /** Reads the trait {@code email_is_free}, which intake derives from the address. */
    record IsFreeMail(boolean free) implements OfTrait {
        @Override
        public String trait() {
            return "email_is_free";
        }

        @Override
        public String text() {
            return free ? "the address is free mail" : "the address is no free mail";
        }
    }

    /** Reads the trait {@code company_has_owner}. */
    record HasOwner(boolean owned) implements OfTrait {
        @Override
        public String trait() {
            return "company_has_owner";
        }

        @Override
        public String text() {
            return owned ? "the company has an owner" : "the company has no owner";
        }
    }

    /**
     * Signals of one kind.
     *
     * @param pattern over the subject, "*" for any
     * @param within null for ever
     * @param byHuman written as {@code by: human}; machines are never counted, so it only says so
     */
    record Happened(
            String kind,
            String pattern,
            int times,
            @Nullable Duration within,
            boolean byHuman) implements Criterion {
        @Override
        public String text() {
            return words(kind)
                    + (pattern.equals("*") ? "" : " " + pattern)
                    + (times == 1 ? "" : " at least " + times + " times")
                    + (within == null ? "" : " within " + Durations.print(within))
                    + (byHuman ? " by a human" : "");
        }
    }

    /** Limits are inclusive; one that is not set is infinite. */
    record FitAtLeast(double atLeast, double atMost) implements Criterion {
        @Override
        public String text() {
            return "fit " + limits(atLeast, atMost);
        }
    }

    /** Limits are inclusive; one that is not set is infinite. Compared to one decimal, as screens show it. */
    record EngagementAtLeast(double atLeast, double atMost) implements Criterion {
        @Override
        public String text() {
            return "engagement " + limits(atLeast, atMost);
        }
    }

    record HasFlag(String flag) implements Criterion {
        @Override
        public String text() {
            return "flagged " + words(flag);
        }
    }

    record InStage(List<String> stages) implements Criterion {
        @Override
        public String text() {
            return "in stage " + String.join(" or ", stages);
        }
    }

    record Reached(String stage) implements Criterion {
        @Override
        public String text() {
            return "has reached " + stage;
        }
    }

    record Identified(boolean known) implements Criterion {
        @Override
        public String text() {
            return known ? "identified" : "not identified";
        }
    }

    private static String join(List<Criterion> parts, String by) {
        return parts.stream()
                .map(p -> p instanceof All || p instanceof Any ? "(" + p.text() + ")" : p.text())
                .collect(Collectors.joining(by));
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private static String limits(double atLeast, double atMost) {
        if (Double.isInfinite(atMost)) {
            return "at least " + number(atLeast);
        }
        return Double.isInfinite(atLeast)
                ? "at most " + number(atMost)
                : "between " + number(atLeast) + " and " + number(atMost);
    }

    /** Whole numbers without a point, others with one decimal. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
