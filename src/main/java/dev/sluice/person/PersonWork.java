package dev.sluice.person;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells who works on people and companies and what comes next, from the module that knows it. */
public interface PersonWork {
    /** The owner by name, and the next action; null where there is none. */
    record WorkFacts(
            @Nullable String owner,
            @Nullable String next,
            @Nullable Instant nextAt) {
        public static final WorkFacts NONE = new WorkFacts(null, null, null);
    }

    /** Those of these people of whom something is known. */
    Map<Long, WorkFacts> ofPeople(int workspace, Collection<Long> people);

    /** Those of these companies of which something is known: their owner, and the next action with one of their people. */
    Map<Long, WorkFacts> ofCompanies(int workspace, Collection<Long> companies);
}
