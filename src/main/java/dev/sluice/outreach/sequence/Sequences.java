package dev.sluice.outreach.sequence;

import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.Slug;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds, changes, starts and pauses sequences. */
@Component
public class Sequences {
    private final SequenceRows rows;
    private final SequenceCheck check;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Sequences(SequenceRows rows, SequenceCheck check, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.check = check;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public List<Sequence> all(int workspace) {
        return tenancy.read(workspace, () -> rows.all(workspace));
    }

    public Optional<Sequence> find(int workspace, String name) {
        return tenancy.read(workspace, () -> rows.find(workspace, name));
    }

    public Sequence get(int workspace, String name) {
        return find(workspace, name).orElseThrow(() -> new NotFound("There is no such sequence."));
    }

    /** The definition of a version that people may still be in. */
    public Optional<SequenceDefinition> version(int workspace, String name, int version) {
        return tenancy.read(workspace, () -> rows.version(workspace, name, version));
    }

    /** An id for a new step that none has had: the figures of a removed step never count for another. */
    public String freshStep(int workspace, String name) {
        return StepEdits.fresh(tenancy.read(workspace, () -> rows.ids(workspace, name)));
    }

    /** Reads the definition of a sequence that is replaced as a whole: its steps are known by their ids. */
    public SequenceDefinition rewritten(int workspace, String name, Map<String, Object> json) {
        return SequenceDefinition.read(json, tenancy.read(workspace, () -> rows.ids(workspace, name)));
    }

    public Sequence add(int workspace, String name, SequenceDefinition plan, @Nullable Integer by) {
        if (!Slug.good(name)) {
            throw new BadInput("name", "A sequence's name is of small letters, digits, - and _.");
        }
        return tenancy.in(workspace, () -> {
            check.check(workspace, plan);
            if (!rows.insert(workspace, name, Status.DRAFT, plan, by, clock.instant())) {
                throw new BadInput("name", "There is a sequence of that name already; choose another.");
            }
            return get(workspace, name);
        });
    }

    /** Adds a sequence that a new workspace starts with; it waits until someone has read it and starts it. */
    public void addStarter(int workspace, String name, SequenceDefinition plan) {
        tenancy.in(workspace, () -> {
            Instant now = clock.instant();
            if (rows.insert(workspace, name, Status.PAUSED, plan, null, now)) {
                rows.status(workspace, name, Status.PAUSED, "Read it and its templates, then start it", now);
            }
        });
    }

    /**
     * Changes what happens from now on; steps that are done stay done.
     *
     * @param from the version that was edited; another one meanwhile refuses the change
     */
    public Sequence change(int workspace, String name, int from, SequenceDefinition plan, @Nullable Integer by) {
        return tenancy.in(workspace, () -> {
            get(workspace, name);
            check.check(workspace, plan);
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

    /** Pauses a sequence if it runs. */
    public void pause(int workspace, String name, String reason) {
        tenancy.in(
                workspace,
                () -> rows.find(workspace, name)
                        .filter(Sequence::running)
                        .ifPresent(_ -> rows.status(workspace, name, Status.PAUSED, reason, clock.instant())));
    }

    /** A branch's criterion, read with the vocabulary of the workspace's first active funnel. */
    public AdHocCriterion criterion(int workspace, String when) {
        return check.criterion(workspace, when);
    }
}
