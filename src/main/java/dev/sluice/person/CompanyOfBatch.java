package dev.sluice.person;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The companies of the people of a batch: the one that somebody named, which counts, or that of the email domain. */
final class CompanyOfBatch {
    private final Map<PersonCandidate, Long> stated = new HashMap<>();
    private final Map<PersonCandidate, Long> inferred = new HashMap<>();

    void state(PersonCandidate person, long company) {
        stated.put(person, company);
    }

    void infer(PersonCandidate person, long company) {
        inferred.put(person, company);
    }

    /** The number of the company that was named for the person, as text for an array of SQL. */
    @Nullable
    String stated(PersonCandidate person) {
        return text(stated.get(person));
    }

    @Nullable
    String inferred(PersonCandidate person) {
        return text(inferred.get(person));
    }

    private static @Nullable String text(@Nullable Long company) {
        return company == null ? null : company.toString();
    }
}
