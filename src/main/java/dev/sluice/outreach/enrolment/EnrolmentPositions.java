package dev.sluice.outreach.enrolment;

import dev.sluice.handoff.Handoffs;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the step, the recipient and the schedule of many enrolments at once. */
@Component
class EnrolmentPositions {
    private final LateStepThrottle throttle;
    private final Sequences sequences;
    private final Recipients recipients;
    private final Handoffs handoffs;

    EnrolmentPositions(LateStepThrottle throttle, Sequences sequences, Recipients recipients, Handoffs handoffs) {
        this.throttle = throttle;
        this.sequences = sequences;
        this.recipients = recipients;
        this.handoffs = handoffs;
    }

    /** The positions of those that can go on now; the batch notes what becomes of the others. */
    List<EnrolmentPosition> of(StepBatch batch, List<Enrolment> due) {
        Map<Long, StepProgress> throttled = throttle.waiting(batch.workspace(), due, batch.now());
        throttled.values().forEach(batch::add);
        List<Enrolment> ready = due.stream()
                .filter(enrolment -> !throttled.containsKey(enrolment.id()))
                .toList();
        Map<String, Sequence> byName = sequences.all(batch.workspace()).stream()
                .collect(Collectors.toMap(Sequence::name, Function.identity()));
        Map<Long, Recipient> people = recipients.of(
                batch.workspace(), ready.stream().map(Enrolment::person).toList());
        Set<LocalDate> holidays = handoffs.holidays(
                batch.workspace(),
                LocalDate.ofInstant(batch.now(), ZoneOffset.UTC).minusDays(1));
        List<EnrolmentPosition> positions = new ArrayList<>();
        for (Enrolment enrolment : ready) {
            Sequence sequence = byName.get(enrolment.sequence());
            Recipient recipient = people.get(enrolment.person());
            if (sequence == null || recipient == null) {
                batch.stop(enrolment, "The person is gone");
                continue;
            }
            SequenceStep step = step(batch.workspace(), enrolment, sequence);
            if (step == null) {
                batch.add(new StepProgress(enrolment.id(), "", "", sequence.version(), "", batch.now(), ""));
            } else {
                SendSchedule schedule =
                        new SendSchedule(recipient.zone(), sequence.plan().window(), holidays);
                positions.add(new EnrolmentPosition(enrolment, sequence, step, recipient, schedule));
            }
        }
        return positions;
    }

    /** The next step in the newest version; null where that is the end. */
    private @Nullable SequenceStep step(int workspace, Enrolment enrolment, Sequence sequence) {
        SequenceSteps steps = sequence.plan().steps();
        if (enrolment.version() == sequence.version()) {
            return steps.find(enrolment.nextStep()).orElse(null);
        }
        SequenceSteps before = sequences
                .version(workspace, sequence.name(), enrolment.version())
                .map(SequenceDefinition::steps)
                .orElse(steps);
        return steps.resume(before, enrolment.nextStep()).orElse(null);
    }
}
