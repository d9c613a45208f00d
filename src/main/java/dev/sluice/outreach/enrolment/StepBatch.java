package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.sequence.SequenceStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what happens to the enrolments that are due at one instant, to be written at once. */
final class StepBatch {
    private final int workspace;
    private final Instant now;
    private final List<StepProgress> progress = new ArrayList<>();
    private final Map<String, List<Enrolment>> stopped = new HashMap<>();

    StepBatch(int workspace, Instant now) {
        this.workspace = workspace;
        this.now = now;
    }

    int workspace() {
        return workspace;
    }

    Instant now() {
        return now;
    }

    List<StepProgress> progress() {
        return progress;
    }

    /** The enrolments that end, by the reason. */
    Map<String, List<Enrolment>> stopped() {
        return stopped;
    }

    void add(StepProgress change) {
        progress.add(change);
    }

    /** The step is done; the next one's time begins. */
    void advance(EnrolmentPosition position, String result, boolean yes) {
        SequenceStep next = position.sequence()
                .plan()
                .steps()
                .next(position.step().id(), yes)
                .orElse(null);
        Instant due = next == null ? now : position.schedule().after(now, next.after());
        if (next instanceof SequenceStep.EmailStep || next instanceof SequenceStep.TaskStep) {
            due = position.schedule().within(due);
        }
        progress.add(new StepProgress(
                position.enrolment().id(),
                position.step().id(),
                result,
                position.sequence().version(),
                next == null ? "" : next.id(),
                due,
                ""));
    }

    /** Nothing is done yet; the same step is due then. */
    void postpone(EnrolmentPosition position, Instant due, String held) {
        progress.add(new StepProgress(
                position.enrolment().id(),
                "",
                "",
                position.sequence().version(),
                position.step().id(),
                due,
                held));
    }

    void stop(Enrolment enrolment, String reason) {
        stopped.computeIfAbsent(reason, _ -> new ArrayList<>()).add(enrolment);
    }
}
