package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceChanges;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.platform.NotFound;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Saves what users change in a sequence, and says what it means for the people in it. */
@Component
class SequenceEditor {
    private final Sequences sequences;
    private final SequenceChanges changes;
    private final AuditLog audit;

    SequenceEditor(Sequences sequences, SequenceChanges changes, AuditLog audit) {
        this.sequences = sequences;
        this.changes = changes;
        this.audit = audit;
    }

    SequenceDefinition definition(Member member, String name) {
        return sequences.get(member.workspace(), name).plan();
    }

    /** The definition in which there is that step. */
    SequenceDefinition definition(Member member, String name, String step) {
        SequenceDefinition plan = definition(member, name);
        if (plan.steps().find(step).isEmpty()) {
            throw new NotFound("There is no such step.");
        }
        return plan;
    }

    String freshStep(Member member, String name) {
        return sequences.freshStep(member.workspace(), name);
    }

    /** Saves the definition as a new version; returns what it means for the people in the sequence. */
    String save(Member member, String name, int version, SequenceDefinition plan) {
        Sequence before = sequences.get(member.workspace(), name);
        List<String> lines = changes.describe(member.workspace(), before, plan);
        sequences.change(member.workspace(), name, version, plan, member.user());
        audit.note(member, "sequence changed", name, Map.of("version", version + 1));
        return String.join(" ", lines);
    }
}
