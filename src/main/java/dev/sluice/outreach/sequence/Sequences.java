package dev.sluice.outreach.sequence;

import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.AdHocCriteria;
import dev.sluice.standing.Funnels;
import dev.sluice.template.Slug;
import dev.sluice.template.TemplateRows;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sequences as they are written, started and paused. */
@Component
public class Sequences {
    private final SequenceRows rows;
    private final TemplateRows templates;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Sequences(SequenceRows rows, TemplateRows templates, Funnels funnels, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.templates = templates;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public List<Sequence> all(int workspace) {
        return tenancy.read(workspace, () -> rows.all(workspace));
    }

    public Sequence get(int workspace, String name) {
        return tenancy.read(workspace, () -> rows.find(workspace, name))
                .orElseThrow(() -> new NotFound("There is no such sequence."));
    }

    /** An id for a new step that none has had: what came of a removed step is not put down to another. */
    public String freshStep(int workspace, String name) {
        return StepEdits.fresh(tenancy.read(workspace, () -> rows.ids(workspace, name)));
    }

    /** The plan of a sequence that is written anew as a whole: its steps are known by their ids. */
    public SequenceDefinition rewritten(int workspace, String name, Map<String, Object> json) {
        return SequenceDefinition.read(json, tenancy.read(workspace, () -> rows.ids(workspace, name)));
    }

    public Sequence add(int workspace, String name, SequenceDefinition plan, @Nullable Integer by) {
        if (!Slug.good(name)) {
            throw new BadInput("name", "A sequence's name is of small letters, digits, - and _.");
        }
        return tenancy.in(workspace, () -> {
            check(workspace, plan);
            if (!rows.insert(workspace, name, Status.DRAFT, plan, by, clock.instant())) {
                throw new BadInput("name", "There is a sequence of that name already; choose another.");
            }
            return get(workspace, name);
        });
    }

    /**
     * Changes what happens from now on; what has been done of it stays done.
     *
     * @param from the version that was edited; another one meanwhile refuses the change
     */
    public Sequence change(int workspace, String name, int from, SequenceDefinition plan, @Nullable Integer by) {
        return tenancy.in(workspace, () -> {
            get(workspace, name);
            check(workspace, plan);
            if (!rows.change(workspace, name, from, plan, by, clock.instant())) {
                throw new BadInput("version", "Somebody else has changed this sequence meanwhile; look at it again.");
            }
            return get(workspace, name);
        });
    }

    public Sequence status(int workspace, String name, Status status) {
        return tenancy.in(workspace, () -> {
            Sequence sequence = get(workspace, name);
            if (status == Status.RUNNING && sequence.plan().steps().list().isEmpty()) {
                throw new BadInput("steps", "A sequence without steps cannot run; add the first one.");
            }
            rows.status(workspace, name, status, status == Status.PAUSED ? "Paused by hand" : "", clock.instant());
            return get(workspace, name);
        });
    }

    private void check(int workspace, SequenceDefinition plan) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        Set<String> unknown = new HashSet<>(plan.steps().templates());
        rows(workspace).forEach(unknown::remove);
        unknown.stream()
                .sorted()
                .forEach(name -> faults.add(new BadInput.FieldError(
                        "steps", "There is no template " + name + "; write it first under Outreach, Templates.")));
        for (SequenceSteps.PlacedStep placed : plan.steps().all()) {
            if (placed.step() instanceof SequenceStep.Branch branch) {
                try {
                    question(workspace, branch.when());
                } catch (IllegalArgumentException unreadable) {
                    faults.add(new BadInput.FieldError(
                            "steps", "The branch " + branch.when() + ": " + unreadable.getMessage()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private Set<String> rows(int workspace) {
        Set<String> names = new HashSet<>();
        templates.all(workspace).forEach(template -> names.add(template.name()));
        return names;
    }

    /** A branch's criterion in the words of the workspace's first active funnel. */
    public AdHocCriterion question(int workspace, String when) {
        return funnels.active(workspace).stream()
                .findFirst()
                .map(run -> AdHocCriteria.read(run.definition(), when))
                .orElseThrow(() ->
                        new IllegalArgumentException("Activate a funnel first: its words are what a branch asks in."));
    }

    /** What a change means for those who are in the sequence, step by step. */
    public List<String> difference(int workspace, Sequence before, SequenceDefinition after) {
        Map<String, Long> waiting = tenancy.read(workspace, () -> rows.waiting(workspace, before.name()));
        List<String> lines = new ArrayList<>();
        SequenceSteps old = before.plan().steps();
        for (SequenceSteps.PlacedStep placed : old.all()) {
            String id = placed.step().id();
            long people = waiting.getOrDefault(id, 0L);
            SequenceStep now = after.steps().find(id).orElse(null);
            if (now == null) {
                String then = after.steps()
                        .resume(old, id)
                        .map(step -> "they go on with step " + step.id())
                        .orElse("for them the sequence is over");
                lines.add("Step " + id + " is removed; " + people(people) + " stood in front of it: " + then + ".");
            } else if (!now.equals(placed.step())) {
                lines.add("Step " + id + " changes for " + people(people) + " who will come to it next.");
            }
        }
        after.steps().all().stream()
                .filter(placed -> old.find(placed.step().id()).isEmpty())
                .forEach(placed -> lines.add(
                        "Step " + placed.step().id() + " is new; whoever has passed its place does not get it."));
        if (!before.plan().window().equals(after.window())) {
            lines.add("Mail goes " + after.window().words() + " from now on.");
        }
        return lines;
    }

    private static String people(long count) {
        return count == 1 ? "1 person" : String.format(java.util.Locale.ROOT, "%,d people", count);
    }
}
