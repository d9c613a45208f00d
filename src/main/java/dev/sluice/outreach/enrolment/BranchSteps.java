package dev.sluice.outreach.enrolment;

import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.standing.AdHocCriteria;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Evaluates the branches of sequences, each criterion once for all people in front of it. */
@Component
class BranchSteps {
    private final Sequences sequences;
    private final AdHocCriteria criteria;

    BranchSteps(Sequences sequences, AdHocCriteria criteria) {
        this.sequences = sequences;
        this.criteria = criteria;
    }

    void run(StepBatch batch, List<EnrolmentPosition> positions) {
        positions.stream()
                .collect(Collectors.groupingBy(position -> ((SequenceStep.Branch) position.step()).when()))
                .forEach((when, group) -> branch(batch, when, group));
    }

    private void branch(StepBatch batch, String when, List<EnrolmentPosition> positions) {
        try {
            AdHocCriterion criterion = sequences.criterion(batch.workspace(), when);
            Set<Long> met = criteria.whoMeets(batch.workspace(), criterion, EnrolmentPosition.people(positions));
            positions.forEach(position -> {
                boolean yes = met.contains(position.person());
                batch.advance(position, yes ? "yes" : "no", yes);
            });
        } catch (IllegalArgumentException invalid) {
            positions.forEach(position -> batch.postpone(
                    position,
                    batch.now().plus(SequenceRunner.RETRY),
                    "The branch cannot be asked: " + invalid.getMessage()));
        }
    }
}
