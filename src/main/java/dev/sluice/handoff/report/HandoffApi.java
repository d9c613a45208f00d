package dev.sluice.handoff.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.LeadAssignment;
import dev.sluice.handoff.LeadAssignmentRows;
import dev.sluice.handoff.LeadReconciliation;
import dev.sluice.handoff.ResponseClocks;
import dev.sluice.handoff.Tasks;
import dev.sluice.handoff.today.TodayRows;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The hand-off for callers of the API: queues, assignments, clocks, tasks, the proof and the ledger. */
@RestController
@RequestMapping("/api/v1")
class HandoffApi {
    /** Rows of a list that fits into one answer. */
    record Rows<T>(List<T> rows) {}

    /** A task to add; {@code dueAt} is an ISO 8601 instant. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NewTask(
            @Nullable String kind,
            @Nullable String what,
            @Nullable String dueAt,
            @Nullable Integer owner) {}

    /** Figures of one funnel. */
    record FunnelResponse<T>(String funnel, @JsonUnwrapped T figures) {}

    private final TodayRows rows;
    private final ResponseClocks clocks;
    private final Tasks tasks;
    private final LeadAssignmentRows leads;
    private final LeadReconciliation books;
    private final Persons persons;
    private final Members members;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final InstantSource clock;

    HandoffApi(
            TodayRows rows,
            ResponseClocks clocks,
            Tasks tasks,
            LeadAssignmentRows leads,
            LeadReconciliation books,
            Persons persons,
            Members members,
            Funnels funnels,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.clocks = clocks;
        this.tasks = tasks;
        this.leads = leads;
        this.books = books;
        this.persons = persons;
        this.members = members;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The leads in hands in the order in which they are to be looked at, of one owner or of everybody. */
    @RequiresScope("people:read")
    @GetMapping("/queue")
    Rows<TodayRows.QueueItem> queue(ApiCaller caller, @RequestParam(required = false) @Nullable Integer owner) {
        return new Rows<>(rows.queue(caller.workspace(), owner));
    }

    /** Every assignment of a person with its rule and candidates, the newest first. */
    @RequiresScope("people:read")
    @GetMapping("/people/{id}/assignments")
    Rows<TodayRows.Given> assignments(ApiCaller caller, @PathVariable long id) {
        return new Rows<>(rows.given(caller.workspace(), known(caller, id)));
    }

    /** The response clocks of a person, the newest first. */
    @RequiresScope("people:read")
    @GetMapping("/people/{id}/response-clocks")
    Rows<ResponseClocks.ResponseClock> clocks(ApiCaller caller, @PathVariable long id) {
        long person = known(caller, id);
        return new Rows<>(tenancy.read(caller.workspace(), () -> clocks.of(caller.workspace(), person)));
    }

    @RequiresScope("people:read")
    @GetMapping("/people/{id}/tasks")
    Rows<Tasks.LeadTask> tasks(ApiCaller caller, @PathVariable long id) {
        long person = known(caller, id);
        return new Rows<>(tenancy.read(caller.workspace(), () -> tasks.open(caller.workspace(), List.of(person))));
    }

    /** Adds a task for the owner named, or else for whoever has the lead. */
    @RequiresScope("people:write")
    @PostMapping("/people/{id}/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> add(ApiCaller caller, @PathVariable long id, @RequestBody NewTask task) {
        long person = known(caller, id);
        if (task.owner() != null
                && members.find(caller.workspace(), task.owner()).isEmpty()) {
            throw new BadInput("owner", "Send the id of a user of this workspace.");
        }
        Instant due = HandoffReportApi.instant("due_at", task.dueAt() == null ? "" : task.dueAt());
        long added = tenancy.in(caller.workspace(), () -> {
            known(caller, person); // not erased meanwhile
            List<LeadAssignment> held = leads.of(caller.workspace(), person);
            Integer owner = task.owner() != null || held.isEmpty()
                    ? task.owner()
                    : held.getFirst().owner();
            return tasks.add(
                    caller.workspace(),
                    person,
                    owner,
                    held.isEmpty() ? "sales" : held.getFirst().team(),
                    task.kind() == null ? "other" : task.kind(),
                    task.what() == null ? "" : task.what(),
                    due,
                    null);
        });
        return Map.of("id", added);
    }

    /** Ends a task; a second time changes nothing. */
    @RequiresScope("people:write")
    @PostMapping("/tasks/{id}/done")
    Tasks.LeadTask done(ApiCaller caller, @PathVariable long id) {
        return tenancy.in(caller.workspace(), () -> tasks.done(caller.workspace(), id, null, "done"));
    }

    /** That no lead is forgotten, by funnel: {@code forgotten} is zero. */
    @RequiresScope("reports:read")
    @GetMapping("/reports/proof")
    Rows<FunnelResponse<LeadReconciliation.ForgottenProof>> proof(ApiCaller caller) {
        return new Rows<>(funnels.active(caller.workspace()).stream()
                .map(run -> new FunnelResponse<>(
                        run.definition().name(), books.proof(caller.workspace(), HandoffPolicy.of(run))))
                .toList());
    }

    /**
     * Leads in and where they are now, by source. {@code missing} is zero.
     *
     * @param from an instant; ninety days ago when left out
     * @param to an instant, exclusive; now when left out
     */
    @RequiresScope("reports:read")
    @GetMapping("/reports/ledger")
    Rows<FunnelResponse<LeadReconciliation.LeadReconciliationAccount>> ledger(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        Instant end = to.isEmpty() ? clock.instant() : HandoffReportApi.instant("to", to);
        Instant begin = from.isEmpty() ? end.minus(Duration.ofDays(90)) : HandoffReportApi.instant("from", from);
        return new Rows<>(funnels.active(caller.workspace()).stream()
                .flatMap(run -> books.ledger(caller.workspace(), HandoffPolicy.of(run), begin, end).stream()
                        .map(line -> new FunnelResponse<>(run.definition().name(), line)))
                .toList());
    }

    private long known(ApiCaller caller, long id) {
        return persons.get(caller.workspace(), id).id();
    }
}
