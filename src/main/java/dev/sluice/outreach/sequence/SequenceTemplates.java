package dev.sluice.outreach.sequence;

import dev.sluice.template.TemplateUsage;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which sequences send a template. */
@Component
class SequenceTemplates implements TemplateUsage {
    private final SequenceRows sequences;

    SequenceTemplates(SequenceRows sequences) {
        this.sequences = sequences;
    }

    @Override
    public List<String> usedBy(int workspace, String template) {
        return sequences.all(workspace).stream()
                .filter(sequence -> sequence.plan().steps().templates().contains(template))
                .map(sequence -> sequence.plan().title())
                .toList();
    }
}
