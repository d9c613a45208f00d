package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.StartConditionText;
import dev.sluice.standing.Funnels;
import java.util.List;
import org.springframework.stereotype.Component;

/** Describes when the active funnels start a sequence. */
@Component
class SequenceStarts {
    private final Funnels funnels;

    SequenceStarts(Funnels funnels) {
        this.funnels = funnels;
    }

    List<String> of(int workspace, String sequence) {
        return funnels.active(workspace).stream()
                .flatMap(run -> run.definition().followUp().stream())
                .filter(rule -> rule.sequence().equals(sequence))
                .map(StartConditionText::of)
                .toList();
    }
}
