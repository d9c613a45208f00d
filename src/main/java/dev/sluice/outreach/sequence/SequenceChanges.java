package dev.sluice.outreach.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says what a change of a sequence means for the people in it, step by step. */
@Component
public class SequenceChanges {
    private final SequenceCounts counts;

    SequenceChanges(SequenceCounts counts) {
        this.counts = counts;
    }

    public List<String> describe(int workspace, Sequence before, SequenceDefinition after) {
        Map<String, Long> waiting = counts.waiting(workspace, before.name());
        List<String> lines = new ArrayList<>();
        SequenceSteps old = before.plan().steps();
        for (SequenceSteps.PlacedStep placed : old.all()) {
            String id = placed.step().id();
            String people = people(waiting.getOrDefault(id, 0L));
            SequenceStep changed = after.steps().find(id).orElse(null);
            if (changed == null) {
                String then = after.steps()
                        .resume(old, id)
                        .map(step -> "they go on with step " + step.id())
                        .orElse("for them the sequence is over");
                lines.add("Step " + id + " is removed; " + people + " stood in front of it: " + then + ".");
            } else if (!changed.equals(placed.step())) {
                lines.add("Step " + id + " changes for " + people + " who will come to it next.");
            }
        }
        after.steps().all().stream()
                .filter(placed -> old.find(placed.step().id()).isEmpty())
                .forEach(placed -> lines.add(
                        "Step " + placed.step().id() + " is new; whoever has passed its place does not get it."));
        if (!before.plan().window().equals(after.window())) {
            lines.add("Mail goes " + after.window().text() + " from now on.");
        }
        return lines;
    }

    private static String people(long count) {
        return count == 1 ? "1 person" : String.format(Locale.ROOT, "%,d people", count);
    }
}
