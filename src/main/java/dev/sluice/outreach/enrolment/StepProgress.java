package dev.sluice.outreach.enrolment;

import java.time.Instant;

/**
 * How far an enrolment has got.
 *
 * @param done the step that is done, "" for none
 * @param result what came of it: the key of an email, the side of a branch
 * @param next the step that is due next, "" at the end of the sequence
 * @param held what the next step waits for, "" when only for its time
 */
record StepProgress(long enrolment, String done, String result, int version, String next, Instant dueAt, String held) {

    /** Nothing is done; the same step is due later. */
    static StepProgress postponed(Enrolment enrolment, Instant dueAt, String held) {
        return new StepProgress(enrolment.id(), "", "", enrolment.version(), enrolment.nextStep(), dueAt, held);
    }
}
