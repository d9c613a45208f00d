package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.VariantAssignment;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Templates;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the emails of sequences that are due, or postpones those that cannot go yet. */
@Component
class EmailSteps {
    private final Templates templates;
    private final Funnels funnels;
    private final Standings standings;
    private final DailyEmails daily;

    EmailSteps(Templates templates, Funnels funnels, Standings standings, DailyEmails daily) {
        this.templates = templates;
        this.funnels = funnels;
        this.standings = standings;
        this.daily = daily;
    }

    void run(StepBatch batch, List<EnrolmentPosition> positions) {
        Set<String> names = new HashSet<>();
        positions.forEach(position -> names.addAll(new SequenceSteps(List.of(position.step())).templates()));
        Map<String, CompiledTemplate> compiled = templates.compiled(batch.workspace(), names);
        Map<Long, String> stages = stages(batch.workspace(), positions);
        daily.plan(
                batch,
                positions.stream()
                        .map(position -> ready(batch, position, compiled, stages.get(position.person())))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static @Nullable ReadyEmail ready(
            StepBatch batch,
            EnrolmentPosition position,
            Map<String, CompiledTemplate> compiled,
            @Nullable String stage) {
        Instant now = batch.now();
        Instant open = position.schedule().within(now);
        if (open.isAfter(now)) {
            batch.postpone(position, open, "");
            return null;
        }
        if (position.recipient().address() == null) {
            batch.stop(position.enrolment(), "No e-mail address is known");
            return null;
        }
        SequenceStep.Variant variant = variant(position, stage);
        CompiledTemplate template = compiled.get(variant.template());
        if (template == null) {
            batch.postpone(position, now.plus(SequenceRunner.RETRY), "There is no template " + variant.template());
            return null;
        }
        CompiledTemplate.FilledTemplate filled =
                template.fill(position.recipient().values());
        if (!filled.missing().isEmpty()) {
            batch.postpone(
                    position, now.plus(SequenceRunner.RETRY), "Not known: " + String.join(", ", filled.missing()));
            return null;
        }
        return new ReadyEmail(
                position,
                variant,
                filled,
                position.schedule().day(now),
                position.schedule().nextDay(now));
    }

    private static SequenceStep.Variant variant(EnrolmentPosition position, @Nullable String stage) {
        SequenceStep.EmailStep step = (SequenceStep.EmailStep) position.step();
        String byStage = step.byStage().get(stage == null ? "" : stage);
        return byStage == null
                ? VariantAssignment.variant(position.enrolment().id(), step)
                : new SequenceStep.Variant("a", byStage, 1);
    }

    /** The stages of the people whose email depends on them. */
    private Map<Long, String> stages(int workspace, List<EnrolmentPosition> positions) {
        List<Long> people = EnrolmentPosition.people(positions.stream()
                .filter(position ->
                        !((SequenceStep.EmailStep) position.step()).byStage().isEmpty())
                .toList());
        Map<Long, String> stages = new HashMap<>();
        if (!people.isEmpty()) {
            for (DefinitionRun run : funnels.active(workspace)) {
                standings.of(workspace, run, people).forEach((person, standing) -> {
                    String stage = standing.stage();
                    if (stage != null) {
                        stages.putIfAbsent(person, stage);
                    }
                });
            }
        }
        return stages;
    }
}
