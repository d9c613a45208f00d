package dev.sluice.handoff.today;

import dev.sluice.person.Persons;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Texts of Today and the digest. */
final class TodayText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

    private TodayText() {}

    static String date(LocalDate day) {
        return DATE.format(day);
    }

    static String points(double points) {
        return Long.toString(Math.round(points));
    }

    /** The value of a trait; "" when it is not known. */
    static String fact(List<Persons.Fact> facts, String trait) {
        return facts.stream()
                .filter(fact -> fact.trait().equals(trait))
                .map(Persons.Fact::value)
                .findFirst()
                .orElse("");
    }
}
