package dev.sluice.person;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Merges people and undoes merges. Signals keep the person that they were recorded for, so nothing is lost. */
@Component
public class Merges {
    /** A merge in the history; {@code by} is null where it happened automatically, by a shared identity. */
    public record MergeResult(
            long id,
            long merged,
            String title,
            Instant at,
            @Nullable String by,
            String because,
            @Nullable Instant undoneAt) {}

    private final MergeRows rows;
    private final Tenancy tenancy;
    private final PersonRebuild rebuild;
    private final PersonWordRows words;
    private final Separations separations;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;

    Merges(
            MergeRows rows,
            Tenancy tenancy,
            PersonRebuild rebuild,
            PersonWordRows words,
            Separations separations,
            ApplicationEventPublisher events,
            AuditLog audit) {
        this.audit = audit;
        this.separations = separations;
        this.rows = rows;
        this.words = words;
        this.tenancy = tenancy;
        this.rebuild = rebuild;
        this.events = events;
    }

    /** Keeps others from merging in this workspace until the end of the transaction. */
    void lock(int workspace) {
        rows.lock(workspace);
    }

    void write(int workspace, List<IdentityResolver.Merge> merges) {
        for (IdentityResolver.Merge merge : merges) {
            rows.merge(workspace, merge.survivor().survivor().id, merge.merged().id, null, merge.reason());
        }
        if (!merges.isEmpty()) {
            audit.note(
                    workspace,
                    null,
                    merged("people merged automatically", merges.size())
                            .with(Map.of(
                                    "into",
                                            merges.stream()
                                                    .map(merge ->
                                                            merge.survivor().survivor().id)
                                                    .toList(),
                                    "merged",
                                            merges.stream()
                                                    .map(merge -> merge.merged().id)
                                                    .toList())));
            words.refresh(
                    workspace,
                    merges.stream()
                            .map(merge -> merge.survivor().survivor().id)
                            .distinct()
                            .toList());
            events.publishEvent(new PeopleMerged(
                    workspace,
                    merges.stream()
                            .map(merge -> merge.survivor().survivor().id)
                            .distinct()
                            .toList(),
                    merges.stream().map(merge -> merge.merged().id).toList()));
        }
    }

    /** Merges by hand; the survivor's traits win where both have a value. */
    public void merge(int workspace, long survivor, long merged, int user) {
        tenancy.in(workspace, () -> {
            lock(workspace);
            long into = rows.survivor(workspace, survivor);
            long from = rows.survivor(workspace, merged);
            if (into == from) {
                throw new BadInput("merged", "They are one person already.");
            }
            rows.merge(workspace, into, from, user, "merged by hand");
            audit.note(workspace, user, merged("people merged", 1).with(Map.of("into", into, "merged", from)));
            words.refresh(workspace, List.of(into));
            events.publishEvent(new PeopleMerged(workspace, List.of(into), List.of(from)));
        });
    }

    /** Undoes a merge into this person: both are derived again from their own identities and signals. */
    public void undo(int workspace, long person, long mergeId, int user) {
        tenancy.in(workspace, () -> {
            lock(workspace);
            long full = rows.survivor(workspace, person);
            long separate = rows.undo(workspace, full, mergeId);
            audit.note(workspace, user, merged("merge undone", 1).with(Map.of("person", full, "separated", separate)));
            rebuild.rebuild(workspace, full);
            rebuild.rebuild(workspace, separate);
            events.publishEvent(separations.of(workspace, full, separate));
            events.publishEvent(new PeopleMerged(workspace, List.of(full, separate), List.of()));
        });
    }

    private static AuditAction merged(String what, long count) {
        return AuditAction.counted(AuditKind.MERGE, what, "", count);
    }

    /** The merges into this person, the newest first. */
    public List<MergeResult> history(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.history(workspace, person));
    }
}
