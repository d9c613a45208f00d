package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.handoff.ResponseClockRows.BreachedClock;
import dev.sluice.handoff.ResponseClockRows.NewClock;
import dev.sluice.handoff.ResponseClockRows.OpenClock;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.platform.Time;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.standing.DefinitionRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Response clocks (SLA): one for each response class of a lead, met by the first response alone. A clock is met or
 * breached, never both: the time of the first response decides, not which of two writers came first.
 */
@Component
public class ResponseClocks {
    /** Within which working time a reply is answered where no definition says it. */
    private static final Duration REPLY_WITHIN = Duration.ofMinutes(30);

    /** A clock to start. */
    record ClockStart(
            long person, String responseClass, @Nullable Integer owner, Instant at) {}

    /** A clock in a person's record; working seconds are what the first response took. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResponseClock(
            String responseClass,
            @Nullable Integer owner,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant metAt,
            @Nullable Instant breachedAt,
            @Nullable Instant endedAt,
            @Nullable Long workingSeconds) {}

    /** A clock whose next escalation is due. */
    record DueClock(
            long id,
            long person,
            int funnel,
            String responseClass,
            @Nullable Integer owner,
            Instant fireAt,
            Duration within,
            boolean working,
            List<String> then,
            int step) {}

    private final ResponseClockRows rows;
    private final TeamRotation rotation;
    private final SignalKinds kinds;

    ResponseClocks(ResponseClockRows rows, TeamRotation rotation, SignalKinds kinds) {
        this.rows = rows;
        this.kinds = kinds;
        this.rotation = rotation;
    }

    /** Starts clocks; those of classes that the definition does not have are left out. */
    void start(int workspace, DefinitionRun run, List<ClockStart> starts) {
        WorkingTime time = time(workspace);
        List<NewClock> clocks = new ArrayList<>();
        for (ClockStart start : starts) {
            ResponseClass response = response(run, start.responseClass());
            if (response != null) {
                boolean working = response.hours().equals("working");
                clocks.add(new NewClock(
                        start.person(),
                        response.name(),
                        start.owner(),
                        start.at(),
                        time.after(working, start.owner(), start.at(), response.within()),
                        response.within().toSeconds(),
                        working,
                        String.join(",", response.then())));
            }
        }
        if (!clocks.isEmpty()) {
            rows.insert(workspace, run.funnel(), clocks);
        }
    }

    private WorkingTime time(int workspace) {
        return new WorkingTime(owner -> rotation.calendar(workspace, owner));
    }

    private static @Nullable ResponseClass response(DefinitionRun run, String name) {
        ResponseClass found = run.definition().response().stream()
                .filter(response -> response.name().equals(name))
                .findFirst()
                .orElse(null);
        return found == null && name.equals(HandoffPolicy.REPLY) ? reply(response(run, HandoffPolicy.INBOUND)) : found;
    }

    /** The class of replies where the definition has none: answered as new leads are. */
    private static ResponseClass reply(@Nullable ResponseClass inbound) {
        return inbound == null
                ? new ResponseClass(HandoffPolicy.REPLY, REPLY_WITHIN, "owner", "", List.of(), "working", List.of(), 0)
                : new ResponseClass(
                        HandoffPolicy.REPLY,
                        inbound.within(),
                        inbound.by(),
                        "",
                        List.of(),
                        inbound.hours(),
                        inbound.then(),
                        inbound.line());
    }

    /** When a reply of that instant has to be answered by that owner. */
    Instant replyDue(int workspace, List<DefinitionRun> runs, @Nullable Integer owner, Instant since) {
        ResponseClass response = runs.isEmpty() ? null : response(runs.getFirst(), HandoffPolicy.REPLY);
        boolean working = response == null || response.hours().equals("working");
        return time(workspace).after(working, owner, since, response == null ? REPLY_WITHIN : response.within());
    }

    /** Those of these people for whom a clock of someone's runs that asks for a response soon. */
    Set<Long> owned(int workspace, Collection<Long> people) {
        return rows.owned(workspace, List.of(HandoffPolicy.INBOUND, HandoffPolicy.REPLY), people);
    }

    /** Stops the clocks that these signals answer, with the working time they took; returns who was answered when first. */
    Map<Long, Instant> met(int workspace, Map<Long, List<FoldSignal>> signals) {
        Map<Long, FoldSignal> first = new TreeMap<>();
        signals.forEach((person, added) -> added.stream()
                .filter(signal -> kinds.means(signal.kind(), Meaning.RESPONSE) && signal.human())
                .min(Comparator.comparingLong(FoldSignal::at))
                .ifPresent(signal -> first.put(person, signal)));
        if (first.isEmpty()) {
            return Map.of();
        }
        WorkingTime time = time(workspace);
        for (OpenClock open : rows.open(workspace, first.keySet())) {
            FoldSignal response = first.get(open.personId());
            if (response == null || Time.instant(response.at()).isBefore(open.startedAt())) {
                continue;
            }
            Instant at = Time.instant(response.at());
            Duration took = time.between(open.working(), open.ownerId(), open.startedAt(), at);
            rows.meet(workspace, open.id(), at, response.id(), took);
        }
        Map<Long, Instant> answered = new TreeMap<>();
        first.forEach((person, signal) -> answered.put(person, Time.instant(signal.at())));
        return answered;
    }

    /** An automatic response went out to these people. */
    void touched(int workspace, Collection<String> classes, Collection<Long> people, Instant at) {
        rows.meetAll(workspace, classes, people, at);
    }

    /** When the last clock of one of these classes started, by person. */
    Map<Long, Instant> lastStarted(int workspace, int funnel, List<String> classes, Collection<Long> people) {
        return rows.lastStarted(workspace, funnel, classes, people);
    }

    /** The clocks of one person, the newest first. */
    public List<ResponseClock> of(int workspace, long person) {
        return rows.of(workspace, person);
    }

    /** Locks clocks on which something is due. */
    List<DueClock> claim(int workspace, Instant now, int limit) {
        return rows.claim(workspace, now, limit);
    }

    /**
     * Saves that these clocks ran out, and when the next escalation is due. After an outage or a jump of the clock the
     * next step counts from now, so that steps missed meanwhile do not come all at once.
     */
    void ranOut(int workspace, List<DueClock> due, Instant now) {
        WorkingTime time = time(workspace);
        List<BreachedClock> breached = new ArrayList<>();
        for (DueClock clock : due) {
            boolean more = clock.step() + 1 < clock.then().size();
            Instant from = clock.fireAt().plus(clock.within()).isBefore(now) ? now : clock.fireAt();
            breached.add(new BreachedClock(
                    clock.id(), more ? time.after(clock.working(), clock.owner(), from, clock.within()) : null));
        }
        rows.breach(workspace, breached);
    }

    /** Stops the running clocks of people who are no longer leads, but for replies; a null funnel means every one. */
    void cancel(int workspace, @Nullable Integer funnel, Collection<Long> people, Instant now) {
        rows.cancel(workspace, funnel, HandoffPolicy.REPLY, people, now);
    }

    /** Stops the clocks of replies to which no answer is due any more. */
    void cancelReplies(int workspace, Collection<Long> people, Instant now) {
        rows.cancelReplies(workspace, HandoffPolicy.REPLY, people, now);
    }

    /** Gives running clocks to a new owner; their due dates stay. */
    void assign(int workspace, LeadAssignment lead, @Nullable Integer owner, Instant now) {
        rows.assign(workspace, lead, owner, now);
    }
}
