package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Tenancy;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Run;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Scoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
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

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueueLine(
            long person,
            String title,
            @Nullable Integer owner,
            String stage,
            boolean offered,
            Instant since,
            Instant nextAt,
            String nextWhat,
            List<String> flags,
            int fit,
            @Nullable Instant answerBy) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignmentLine(
            Instant at,
            @Nullable String owner,
            String team,
            String cause,
            String rule,
            int version,
            @Nullable String by,
            List<Map<String, Object>> candidates) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClockLine(
            String responseClass,
            @Nullable Integer owner,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant metAt,
            @Nullable Instant breachedAt,
            @Nullable Instant endedAt,
            @Nullable Long workingSeconds) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskLine(
            long id,
            long person,
            @Nullable Integer owner,
            String kind,
            String what,
            Instant dueAt,
            @Nullable Instant doneAt,
            @Nullable String outcome) {
        static TaskLine of(Tasks.Task task) {
            return new TaskLine(
                    task.id(),
                    task.person(),
                    task.owner(),
                    task.kind(),
                    task.what(),
                    task.dueAt(),
                    task.doneAt(),
                    task.outcome());
        }
    }

    /** A task to add; {@code dueAt} is an ISO 8601 instant. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NewTask(
            @Nullable String kind,
            @Nullable String what,
            @Nullable String dueAt,
            @Nullable Integer owner) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ProofLine(
            String funnel,
            long open,
            long inHands,
            long nurtured,
            long owned,
            long dated,
            long forgotten,
            long overdue) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record LedgerLine(
            String funnel,
            @Nullable String source,
            long in,
            long won,
            long lost,
            long disqualified,
            long nurturing,
            long active,
            long merged,
            long missing) {}

    private final TodayRows rows;
    private final Clocks clocks;
    private final Tasks tasks;
    private final LeadRows leads;
    private final Books books;
    private final Persons persons;
    private final Members members;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final InstantSource clock;

    HandoffApi(
            TodayRows rows,
            Clocks clocks,
            Tasks tasks,
            LeadRows leads,
            Books books,
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
    @Scoped("people:read")
    @GetMapping("/queue")
    Rows<QueueLine> queue(ApiCaller caller, @RequestParam(required = false) @Nullable Integer owner) {
        return new Rows<>(rows.queue(caller.workspace(), owner).stream()
                .map(row -> new QueueLine(
                        row.person(),
                        row.title(),
                        row.owner(),
                        row.stage(),
                        row.offered(),
                        row.since(),
                        row.nextAt(),
                        row.nextWhat(),
                        row.flags(),
                        row.fit(),
                        row.answerBy()))
                .toList());
    }

    /** Every assignment of a person with its rule and candidates, the newest first. */
    @Scoped("people:read")
    @GetMapping("/people/{id}/assignments")
    Rows<AssignmentLine> assignments(ApiCaller caller, @PathVariable long id) {
        return new Rows<>(rows.given(caller.workspace(), known(caller, id)).stream()
                .map(one -> new AssignmentLine(
                        one.at(),
                        one.owner(),
                        one.team(),
                        one.cause(),
                        one.rule(),
                        one.version(),
                        one.by(),
                        one.candidates()))
                .toList());
    }

    /** The response clocks of a person, the newest first. */
    @Scoped("people:read")
    @GetMapping("/people/{id}/response-clocks")
    Rows<ClockLine> clocks(ApiCaller caller, @PathVariable long id) {
        long person = known(caller, id);
        return new Rows<>(tenancy.read(caller.workspace(), () -> clocks.of(caller.workspace(), person)));
    }

    @Scoped("people:read")
    @GetMapping("/people/{id}/tasks")
    Rows<TaskLine> tasks(ApiCaller caller, @PathVariable long id) {
        long person = known(caller, id);
        return new Rows<>(
                tenancy.read(caller.workspace(), () -> tasks.open(caller.workspace(), List.of(person))).stream()
                        .map(TaskLine::of)
                        .toList());
    }

    /** Adds a task for the owner named, or else for whoever has the lead. */
    @Scoped("people:write")
    @PostMapping("/people/{id}/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> add(ApiCaller caller, @PathVariable long id, @RequestBody NewTask task) {
        long person = known(caller, id);
        if (task.owner() != null
                && members.find(caller.workspace(), task.owner()).isEmpty()) {
            throw new BadInput("owner", "Send the id of a user of this workspace.");
        }
        Instant due = instant("due_at", task.dueAt() == null ? "" : task.dueAt());
        long added = tenancy.in(caller.workspace(), () -> {
            List<Lead> held = leads.of(caller.workspace(), person);
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
    @Scoped("people:write")
    @PostMapping("/tasks/{id}/done")
    TaskLine done(ApiCaller caller, @PathVariable long id) {
        return TaskLine.of(tenancy.in(caller.workspace(), () -> tasks.done(caller.workspace(), id, null, "done")));
    }

    /** That no lead is forgotten, by funnel: {@code forgotten} is zero. */
    @Scoped("reports:read")
    @GetMapping("/reports/proof")
    Rows<ProofLine> proof(ApiCaller caller) {
        return new Rows<>(funnels.active(caller.workspace()).stream()
                .map(run -> line(run, books.proof(caller.workspace(), Hands.of(run))))
                .toList());
    }

    private static ProofLine line(Run run, Books.Proof proof) {
        return new ProofLine(
                run.definition().name(),
                proof.open(),
                proof.inHands(),
                proof.nurtured(),
                proof.owned(),
                proof.dated(),
                proof.forgotten(),
                proof.overdue());
    }

    /**
     * Leads in and where they are now, by source. {@code missing} is zero.
     *
     * @param from an instant; ninety days ago when left out
     * @param to an instant, exclusive; now when left out
     */
    @Scoped("reports:read")
    @GetMapping("/reports/ledger")
    Rows<LedgerLine> ledger(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        Instant end = to.isEmpty() ? clock.instant() : instant("to", to);
        Instant begin = from.isEmpty() ? end.minus(Duration.ofDays(90)) : instant("from", from);
        return new Rows<>(funnels.active(caller.workspace()).stream()
                .flatMap(run -> books.ledger(caller.workspace(), Hands.of(run), begin, end).stream()
                        .map(one -> new LedgerLine(
                                run.definition().name(),
                                one.source(),
                                one.in(),
                                one.won(),
                                one.lost(),
                                one.disqualified(),
                                one.nurturing(),
                                one.active(),
                                one.merged(),
                                one.missing())))
                .toList());
    }

    private long known(ApiCaller caller, long id) {
        return persons.get(caller.workspace(), id).id();
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new BadInput(field, "Send an ISO 8601 instant like 2026-11-30T09:00:00Z.");
        }
    }
}
