package dev.sluice.handoff;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The next steps of people and their deals, each with an owner and a due date. All methods run in the transaction under
 * way.
 */
@Component
public class NextSteps {
    public static final String MEETING = "meeting";
    static final String RESPOND = "respond";
    public static final List<String> KINDS = List.of("call", "mail", MEETING, "review", RESPOND, "other");
    private static final int MAX_LENGTH = 300;

    /** The team of people who are not assigned. */
    private static final String DEFAULT_TEAM = "sales";

    private final NextStepRows rows;
    private final LeadAssignmentRows leads;
    private final StepOwners owners;
    private final ResponseClocks clocks;
    private final TodayUpdates updates;
    private final InstantSource clock;

    NextSteps(
            NextStepRows rows,
            LeadAssignmentRows leads,
            StepOwners owners,
            ResponseClocks clocks,
            TodayUpdates updates,
            InstantSource clock) {
        this.rows = rows;
        this.leads = leads;
        this.owners = owners;
        this.clocks = clocks;
        this.updates = updates;
        this.clock = clock;
    }

    /** Adds a step and returns its id. It always has an owner, as long as the workspace has a member. */
    public long add(int workspace, NextStepDraft draft) {
        if (!KINDS.contains(draft.kind())) {
            throw new BadInput("kind", "Say one of " + String.join(", ", KINDS) + ".");
        }
        NextStepDraft owned = draft.owner() != null
                ? draft
                : draft.ownedBy(owners.of(workspace, List.of(draft.person())).get(draft.person()));
        List<LeadAssignment> assigned = leads.of(workspace, draft.person());
        String team = assigned.isEmpty() ? DEFAULT_TEAM : assigned.getFirst().team();
        NextStepDraft step = new NextStepDraft(
                owned.person(),
                owned.deal(),
                owned.owner(),
                owned.team() == null ? team : owned.team(),
                owned.kind(),
                checked(owned.what()),
                owned.due(),
                owned.by(),
                owned.key(),
                owned.since());
        long id = rows.insert(workspace, step, clock.instant())
                .or(() -> step.key() == null ? Optional.empty() : rows.withKey(workspace, step.key()))
                .orElseThrow();
        leads.next(workspace, List.of(draft.person()));
        updates.changed(workspace, step.owner());
        return id;
    }

    private static String checked(String what) {
        String text = what.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new BadInput("what", "Say in 1 to " + MAX_LENGTH + " characters what is to be done.");
        }
        return text;
    }

    /** Says anew what an open step is and when it is due. */
    public NextStep change(int workspace, long id, String what, Instant due) {
        return changed(
                workspace,
                rows.change(workspace, id, checked(what), due)
                        .orElseThrow(() -> new NotFound("There is no such open task.")));
    }

    /** Ends a step; one that is done already stays as it was. */
    public NextStep done(int workspace, long id, @Nullable Integer by, String outcome) {
        NextStep step = rows.complete(workspace, id, by, outcome, clock.instant())
                .orElseThrow(() -> new NotFound("There is no such task."));
        if (step.kind().equals(RESPOND)) {
            clocks.cancelReplies(workspace, List.of(step.person()), clock.instant());
        }
        return changed(workspace, step);
    }

    private NextStep changed(int workspace, NextStep step) {
        leads.next(workspace, List.of(step.person()));
        updates.changed(workspace, step.owner());
        return step;
    }

    /** The open steps of these people, of their deals too, the earliest first. */
    public List<NextStep> open(int workspace, Collection<Long> people) {
        return rows.open(workspace, people);
    }

    /** A user has responded to these people: the replies that were waiting then are answered. */
    void answered(int workspace, Map<Long, Instant> responses) {
        responses.forEach((person, at) -> {
            List<Integer> answered = rows.answered(workspace, person, at);
            if (!answered.isEmpty()) {
                leads.next(workspace, List.of(person));
                answered.forEach(owner -> updates.changed(workspace, owner));
            }
        });
    }

    /** Ends the open steps of leads that their owners gave up, but for meetings. */
    void cancel(int workspace, Collection<Long> people, String outcome, Instant now) {
        rows.cancel(workspace, people, outcome, now);
    }

    /** Moves the open steps of people who were merged into these. */
    void moveToSurvivors(int workspace, Collection<Long> survivors) {
        List<NextStepRows.MovedStep> moved = rows.moveToSurvivors(workspace, survivors);
        moved.forEach(step -> updates.changed(workspace, step.ownerId()));
        if (!moved.isEmpty()) {
            Set<Long> people =
                    moved.stream().map(NextStepRows.MovedStep::personId).collect(Collectors.toSet());
            leads.next(workspace, people);
        }
    }

    void assign(int workspace, long person, @Nullable Integer owner) {
        rows.assign(workspace, person, owner);
    }
}
