package dev.sluice.handoff.report;

import dev.sluice.handoff.AssignmentHistory;
import dev.sluice.handoff.AssignmentRecord;
import dev.sluice.handoff.Handoffs;
import dev.sluice.handoff.NextStep;
import dev.sluice.handoff.NextStepDraft;
import dev.sluice.handoff.NextSteps;
import dev.sluice.handoff.ResponseClocks;
import dev.sluice.handoff.RowsResponse;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresScope;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A person's assignments, response clocks and tasks for callers of the API. */
@RestController
@RequestMapping("/api/v1")
class PersonHandoffApi {
    /** A task to add; {@code dueAt} is an ISO 8601 instant. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NewTask(
            @Nullable String kind,
            @Nullable String what,
            @Nullable String dueAt,
            @Nullable Integer owner) {}

    private final Handoffs handoffs;
    private final AssignmentHistory history;
    private final NextSteps tasks;
    private final Persons persons;
    private final Members members;
    private final Tenancy tenancy;

    PersonHandoffApi(
            Handoffs handoffs,
            AssignmentHistory history,
            NextSteps tasks,
            Persons persons,
            Members members,
            Tenancy tenancy) {
        this.handoffs = handoffs;
        this.history = history;
        this.tasks = tasks;
        this.persons = persons;
        this.members = members;
        this.tenancy = tenancy;
    }

    /** Every assignment of a person with its rule and candidates, the newest first. */
    @RequiresScope("people:read")
    @GetMapping("/people/{id}/assignments")
    RowsResponse<AssignmentRecord> assignments(ApiCaller caller, @PathVariable long id) {
        return new RowsResponse<>(history.of(caller.workspace(), existing(caller, id)));
    }

    /** The response clocks of a person, the newest first. */
    @RequiresScope("people:read")
    @GetMapping("/people/{id}/response-clocks")
    RowsResponse<ResponseClocks.ResponseClock> clocks(ApiCaller caller, @PathVariable long id) {
        return new RowsResponse<>(handoffs.responseClocks(caller.workspace(), existing(caller, id)));
    }

    @RequiresScope("people:read")
    @GetMapping("/people/{id}/tasks")
    RowsResponse<NextStep> tasks(ApiCaller caller, @PathVariable long id) {
        return new RowsResponse<>(handoffs.openTasks(caller.workspace(), existing(caller, id)));
    }

    /** Adds a task for the named owner, or else for the owner of the lead. */
    @RequiresScope("people:write")
    @PostMapping("/people/{id}/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> add(ApiCaller caller, @PathVariable long id, @RequestBody NewTask task) {
        long person = existing(caller, id);
        if (NextSteps.MEETING.equals(task.kind())) {
            throw new BadInput("kind", "Book a meeting with POST /api/v1/meetings.");
        }
        if (task.owner() != null
                && members.find(caller.workspace(), task.owner()).isEmpty()) {
            throw new BadInput("owner", "Send the id of a user of this workspace.");
        }
        Instant due = due(task.dueAt() == null ? "" : task.dueAt());
        NextStepDraft draft = NextStepDraft.of(
                person,
                task.owner(),
                task.kind() == null ? "other" : task.kind(),
                task.what() == null ? "" : task.what(),
                due);
        long added = tenancy.in(caller.workspace(), () -> {
            existing(caller, person); // not erased meanwhile
            return tasks.add(caller.workspace(), draft);
        });
        return Map.of("id", added);
    }

    /** Ends a task; a second time changes nothing. */
    @RequiresScope("people:write")
    @PostMapping("/tasks/{id}/done")
    NextStep done(ApiCaller caller, @PathVariable long id) {
        return tenancy.in(caller.workspace(), () -> tasks.done(caller.workspace(), id, null, "done"));
    }

    private static Instant due(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadInput("due_at", "Send an ISO 8601 instant like 2026-11-30T09:00:00Z.");
        }
    }

    private long existing(ApiCaller caller, long id) {
        return persons.get(caller.workspace(), id).id();
    }
}
