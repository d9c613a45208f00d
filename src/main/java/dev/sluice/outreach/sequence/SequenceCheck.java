package dev.sluice.outreach.sequence;

import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.platform.BadInput;
import dev.sluice.standing.AdHocCriteria;
import dev.sluice.standing.Funnels;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks that a sequence's templates exist and that its branches can be evaluated. */
@Component
class SequenceCheck {
    private final Templates templates;
    private final Funnels funnels;

    SequenceCheck(Templates templates, Funnels funnels) {
        this.templates = templates;
        this.funnels = funnels;
    }

    /** @throws BadInput where a template does not exist or a criterion cannot be read */
    void check(int workspace, SequenceDefinition plan) {
        List<BadInput.FieldError> errors = new ArrayList<>();
        Set<String> unknown = new HashSet<>(plan.steps().templates());
        templates.all(workspace).stream().map(Template::name).forEach(unknown::remove);
        unknown.stream()
                .sorted()
                .forEach(name -> errors.add(new BadInput.FieldError(
                        "steps", "There is no template " + name + "; write it first under Outreach, Templates.")));
        for (SequenceSteps.PlacedStep placed : plan.steps().all()) {
            if (placed.step() instanceof SequenceStep.Branch branch) {
                try {
                    criterion(workspace, branch.when());
                } catch (IllegalArgumentException invalid) {
                    errors.add(new BadInput.FieldError(
                            "steps", "The branch " + branch.when() + ": " + invalid.getMessage()));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new BadInput(errors);
        }
    }

    /** @throws IllegalArgumentException where it cannot be read, or no funnel is active */
    AdHocCriterion criterion(int workspace, String when) {
        return funnels.active(workspace).stream()
                .findFirst()
                .map(run -> AdHocCriteria.read(run.definition(), when))
                .orElseThrow(() ->
                        new IllegalArgumentException("Activate a funnel first: its words are what a branch asks in."));
    }
}
