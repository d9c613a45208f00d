package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Tasks on leads, each with an owner and a due date. All methods run in the transaction under way. */
@Component
public class Tasks {
    public static final List<String> KINDS = List.of("call", "mail", "meeting", "review", "respond", "other");
    private static final int MAX_LENGTH = 300;

    /** A task, done or open. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LeadTask(
            long id,
            long person,
            @Nullable Integer owner,
            String kind,
            String what,
            Instant dueAt,
            @Nullable Instant doneAt,
            @Nullable String outcome) {}

    private final TaskRows rows;
    private final LeadAssignmentRows leads;
    private final TodayUpdates updates;
    private final InstantSource clock;

    Tasks(TaskRows rows, LeadAssignmentRows leads, TodayUpdates updates, InstantSource clock) {
        this.rows = rows;
        this.leads = leads;
        this.updates = updates;
        this.clock = clock;
    }

    /** Adds a task and returns its id. */
    public long add(int workspace, TaskDraft draft) {
        if (!KINDS.contains(draft.kind())) {
            throw new BadInput("kind", "Say one of " + String.join(", ", KINDS) + ".");
        }
        String text = draft.text().strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new BadInput("what", "Say in 1 to " + MAX_LENGTH + " characters what is to be done.");
        }
        long id = rows.insert(
                workspace,
                new TaskDraft(draft.person(), draft.owner(), draft.team(), draft.kind(), text, draft.due(), draft.by()),
                clock.instant());
        leads.next(workspace, List.of(draft.person()));
        updates.changed(workspace, draft.owner());
        return id;
    }

    /** Adds a task for the lead's team, and for its owner where the draft names no one. */
    public long addToLead(int workspace, TaskDraft draft) {
        List<LeadAssignment> assigned = leads.of(workspace, draft.person());
        return add(workspace, assigned.isEmpty() ? draft : draft.forLead(assigned.getFirst()));
    }

    /** Ends a task; one that is done already stays as it was. */
    public LeadTask done(int workspace, long id, @Nullable Integer by, String outcome) {
        LeadTask task = rows.complete(workspace, id, by, outcome, clock.instant())
                .orElseThrow(() -> new NotFound("There is no such task."));
        leads.next(workspace, List.of(task.person()));
        updates.changed(workspace, task.owner());
        return task;
    }

    /** The open tasks of these people, the earliest first. */
    public List<LeadTask> open(int workspace, Collection<Long> people) {
        return rows.open(workspace, people);
    }

    void cancel(int workspace, Collection<Long> people, Instant now) {
        rows.cancel(workspace, people, now);
    }

    /** Moves the open tasks of people who were merged into these. */
    void moveToSurvivors(int workspace, Collection<Long> survivors) {
        List<TaskRows.MovedTask> moved = rows.moveToSurvivors(workspace, survivors);
        moved.forEach(task -> updates.changed(workspace, task.ownerId()));
        if (!moved.isEmpty()) {
            Set<Long> people = moved.stream().map(TaskRows.MovedTask::personId).collect(Collectors.toSet());
            leads.next(workspace, people);
        }
    }

    void assign(int workspace, long person, @Nullable Integer owner) {
        rows.assign(workspace, person, owner);
    }
}
