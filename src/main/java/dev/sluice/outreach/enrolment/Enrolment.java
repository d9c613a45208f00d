package dev.sluice.outreach.enrolment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person in a sequence.
 *
 * @param state {@code active}, {@code paused}, {@code done} or {@code stopped}
 * @param why why it was paused or stopped
 * @param held what the next step waits for, such as a missing field; "" when only for its time
 * @param stage the stage at which it began, null where it began without one
 */
public record Enrolment(
        long id,
        String sequence,
        long person,
        int version,
        String state,
        String why,
        String nextStep,
        Instant dueAt,
        String held,
        int priority,
        @Nullable Integer funnel,
        @Nullable String stage,
        String cause,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public boolean open() {
        return state.equals("active") || state.equals("paused");
    }

    /** How an enrolment that is over ended. */
    public String ending() {
        return state.equals("done") ? "Came to its end" : why;
    }

    /** The key under which the email of a step is planned, once and for ever. */
    public String key(String step, String variant) {
        return "sequence/" + sequence + "/" + id + "/" + step + "/" + variant;
    }
}
