package dev.sluice.outreach;

import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.outreach.sequence.VariantAssignment;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out which steps a person's enrolments will run next, and when. */
@Component
class UpcomingSteps {
    private static final int LIMIT = 6;

    private final Enrolments enrolments;
    private final Sequences sequences;
    private final Recipients recipients;
    private final Templates templates;

    UpcomingSteps(Enrolments enrolments, Sequences sequences, Recipients recipients, Templates templates) {
        this.enrolments = enrolments;
        this.sequences = sequences;
        this.recipients = recipients;
        this.templates = templates;
    }

    /** A step that is due at that time if nothing changes. */
    record UpcomingStep(String title, Instant at) {}

    /** An enrolment with its next steps; none where it is over. */
    record EnrolmentForecast(Enrolment enrolment, String title, List<UpcomingStep> steps) {}

    List<EnrolmentForecast> of(int workspace, long person) {
        Map<String, Sequence> byName =
                sequences.all(workspace).stream().collect(Collectors.toMap(Sequence::name, Function.identity()));
        Recipient recipient = recipients.of(workspace, List.of(person)).get(person);
        List<Template> all = templates.all(workspace);
        return enrolments.findByPerson(workspace, person).stream()
                .map(enrolment -> forecast(enrolment, byName.get(enrolment.sequence()), recipient, all))
                .toList();
    }

    private static EnrolmentForecast forecast(
            Enrolment enrolment, @Nullable Sequence sequence, @Nullable Recipient recipient, List<Template> templates) {
        if (sequence == null || recipient == null || !enrolment.open()) {
            String title =
                    sequence == null ? enrolment.sequence() : sequence.plan().title();
            return new EnrolmentForecast(enrolment, title, List.of());
        }
        SequenceSteps all = sequence.plan().steps();
        SendSchedule schedule =
                new SendSchedule(recipient.zone(), sequence.plan().window(), Set.of());
        List<UpcomingStep> steps = new ArrayList<>();
        SequenceStep step = all.find(enrolment.nextStep()).orElse(null);
        Instant at = enrolment.dueAt();
        while (step != null && steps.size() < LIMIT) {
            boolean inWindow = step instanceof SequenceStep.EmailStep || step instanceof SequenceStep.TaskStep;
            at = inWindow ? schedule.within(at) : at;
            steps.add(new UpcomingStep(title(step, enrolment, templates), at));
            step = step instanceof SequenceStep.Branch
                    ? null
                    : all.next(step.id(), true).orElse(null);
            at = step == null ? at : schedule.after(at, step.after());
        }
        return new EnrolmentForecast(enrolment, sequence.plan().title(), steps);
    }

    private static String title(SequenceStep step, Enrolment enrolment, List<Template> templates) {
        return switch (step) {
            case SequenceStep.EmailStep email ->
                "Mail: "
                        + Template.titleOf(
                                templates,
                                VariantAssignment.variant(enrolment.id(), email).template());
            case SequenceStep.TaskStep task -> "Task: " + task.what();
            case SequenceStep.Wait _ -> "Wait";
            case SequenceStep.Branch branch -> "Branch on " + branch.when() + "; what follows depends on it";
        };
    }
}
