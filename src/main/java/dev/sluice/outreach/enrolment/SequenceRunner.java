package dev.sluice.outreach.enrolment;

import dev.sluice.handoff.Handoffs;
import dev.sluice.outreach.sequence.SequenceStep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes everyone who is due one step further along their sequence, many at once and in one transaction. */
@Component
public class SequenceRunner {
    /** When a step is tried again that cannot run for want of data. */
    static final Duration RETRY = Duration.ofDays(1);

    private final EnrolmentRows rows;
    private final EnrolmentPositions positions;
    private final Handoffs handoffs;
    private final BranchSteps branches;
    private final EmailSteps emails;
    private final Enrolments enrolments;
    private final InstantSource clock;

    SequenceRunner(
            EnrolmentRows rows,
            EnrolmentPositions positions,
            Handoffs handoffs,
            BranchSteps branches,
            EmailSteps emails,
            Enrolments enrolments,
            InstantSource clock) {
        this.rows = rows;
        this.positions = positions;
        this.handoffs = handoffs;
        this.branches = branches;
        this.emails = emails;
        this.enrolments = enrolments;
        this.clock = clock;
    }

    /** Runs what is due, in the caller's transaction; returns how many enrolments were. */
    public int due(int workspace, int limit) {
        enrolments.stopRefused(workspace);
        StepBatch batch = new StepBatch(workspace, clock.instant());
        List<Enrolment> due = rows.claim(workspace, batch.now(), limit);
        if (!due.isEmpty()) {
            run(batch, positions.of(batch, due));
            enrolments.write(batch);
        }
        return due.size();
    }

    private void run(StepBatch batch, List<EnrolmentPosition> all) {
        at(all, SequenceStep.Wait.class).forEach(position -> batch.advance(position, "", true));
        at(all, SequenceStep.TaskStep.class).forEach(position -> task(batch, position));
        branches.run(batch, at(all, SequenceStep.Branch.class));
        emails.run(batch, at(all, SequenceStep.EmailStep.class));
    }

    private static List<EnrolmentPosition> at(List<EnrolmentPosition> all, Class<? extends SequenceStep> kind) {
        return all.stream().filter(position -> kind.isInstance(position.step())).toList();
    }

    private void task(StepBatch batch, EnrolmentPosition position) {
        SequenceStep.TaskStep task = (SequenceStep.TaskStep) position.step();
        handoffs.task(
                batch.workspace(),
                position.person(),
                task.kind(),
                task.what(),
                position.schedule().within(batch.now()));
        batch.advance(position, "task", true);
    }
}
