package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.template.Recipient;
import java.util.Collection;
import java.util.List;

/** An enrolment at a step, with everything that the step may need. */
record EnrolmentPosition(
        Enrolment enrolment, Sequence sequence, SequenceStep step, Recipient recipient, SendSchedule schedule) {

    long person() {
        return recipient.person();
    }

    static List<Long> people(Collection<EnrolmentPosition> positions) {
        return positions.stream().map(EnrolmentPosition::person).toList();
    }
}
