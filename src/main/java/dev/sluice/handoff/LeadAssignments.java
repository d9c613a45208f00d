package dev.sluice.handoff;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.Router;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.SignalsFolded;
import dev.sluice.standing.Standings;
import dev.sluice.standing.StandingsChanged;
import dev.sluice.workspace.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts leads into hands and takes them out again, in the transaction of the decision that made it so: whoever reads
 * that a gate has opened finds an owner and a running clock beside it.
 */
@Component
public class LeadAssignments {
    /** What became of a hand-off longer ago than this is history that was told late: no clock runs for it. */
    private static final Duration LATE = Duration.ofHours(12);

    /** Where a stage of the definition has no limit, a lead is looked at again after so long. */
    private static final Duration NO_LIMIT = Duration.ofDays(30);

    private static final String ACCEPTED = HandoffSignals.ACCEPTED.name();
    private static final String REJECTED = HandoffSignals.REJECTED.name();

    /** A lead that comes into hands; {@code since} is when its stage was entered or its flag raised. */
    record EnteringLead(long person, Definition.Stage stage, Standing standing, Instant since) {}

    /**
     * A lead that stays in hands, as it was and as it is to be from now on; {@code nextAt} is its stage's limit.
     *
     * @param raised when the latest of its new flags was raised; null when there is none
     */
    record Going(
            LeadAssignment before,
            LeadAssignment lead,
            @Nullable Instant raised) {
        static Going of(HandoffPolicy hands, LeadAssignment lead, Definition.Stage stage, Standing standing) {
            Set<String> flags = standing.flags().keySet();
            LeadAssignment.AssignmentState state =
                    lead.state() == LeadAssignment.AssignmentState.ACCEPTED ? lead.state() : hands.state(stage);
            boolean same = stage.id().equals(lead.stage()) && state == lead.state() && flags.equals(lead.flags());
            Instant entered = Time.instant(standing.enteredAt());
            Instant since = lead.state() == LeadAssignment.AssignmentState.FLAGGED && state != lead.state()
                    ? entered
                    : lead.since();
            return new Going(
                    lead,
                    same ? lead : lead.at(stage.id(), state, since, limit(stage, entered), flags),
                    FlagReviews.newest(standing, lead.flags()));
        }

        /** Whether a lead that was only flagged is handed off now. */
        boolean offered() {
            return before.state() == LeadAssignment.AssignmentState.FLAGGED
                    && lead.state() == LeadAssignment.AssignmentState.OFFERED;
        }
    }

    private final LeadAssignmentRows rows;
    private final Router router;
    private final ResponseClocks clocks;
    private final Tasks tasks;
    private final FlagReviews looks;
    private final TodayUpdates queue;
    private final Standings standings;
    private final InstantSource clock;

    LeadAssignments(
            LeadAssignmentRows rows,
            Router router,
            ResponseClocks clocks,
            Tasks tasks,
            FlagReviews looks,
            TodayUpdates queue,
            Standings standings,
            InstantSource clock) {
        this.rows = rows;
        this.router = router;
        this.clocks = clocks;
        this.tasks = tasks;
        this.looks = looks;
        this.queue = queue;
        this.standings = standings;
        this.clock = clock;
    }

    @EventListener
    void on(StandingsChanged moved) {
        HandoffPolicy hands = HandoffPolicy.of(moved.run());
        Map<Long, Standing> about = new LinkedHashMap<>();
        for (StandingsChanged.StandingChange one : moved.people()) {
            if (hands.stage(one.after()) != null || one.before() == null || hands.stage(one.before()) != null) {
                about.put(one.person(), one.after());
            }
        }
        settle(moved.workspace(), hands, about);
    }

    /** Brings what is in hands into line with where these people stand now. */
    void settle(int workspace, HandoffPolicy hands, Map<Long, Standing> people) {
        if (people.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        DefinitionRun run = hands.run();
        Map<Long, LeadAssignment> held = rows.of(workspace, run.funnel(), people.keySet());
        List<EnteringLead> coming = new ArrayList<>();
        List<Going> going = new ArrayList<>();
        List<Long> leaving = new ArrayList<>();
        people.forEach((person, standing) -> {
            LeadAssignment lead = held.get(person);
            Definition.Stage stage = hands.stage(standing);
            boolean flagged = stage != null && hands.state(stage) == LeadAssignment.AssignmentState.FLAGGED;
            if (stage == null || (flagged && lead != null && lead.state() != LeadAssignment.AssignmentState.FLAGGED)) {
                if (lead != null) {
                    leaving.add(person);
                }
            } else if (lead == null) {
                Instant since = flagged ? FlagReviews.newest(standing, Set.of()) : Time.instant(standing.enteredAt());
                if (since != null && (!flagged || since.isAfter(now.minus(LATE)))) {
                    coming.add(new EnteringLead(person, stage, standing, since));
                }
            } else {
                Going change = Going.of(hands, lead, stage, standing);
                if (!change.lead().equals(lead)) {
                    going.add(change);
                }
            }
        });
        coming.removeAll(looks.had(workspace, hands, coming));
        handOff(workspace, hands, coming, now);
        goOn(workspace, run, going, now);
        letGo(workspace, run, leaving, now);
    }

    private void handOff(int workspace, HandoffPolicy hands, List<EnteringLead> coming, Instant now) {
        if (coming.isEmpty()) {
            return;
        }
        DefinitionRun run = hands.run();
        Router.RoutingBatch batch = router.batch(
                workspace, run, coming.stream().map(EnteringLead::person).toList(), now);
        List<LeadAssignment> leads = new ArrayList<>();
        List<RoutingDecision> assigned = new ArrayList<>();
        List<ResponseClocks.Start> starts = new ArrayList<>();
        for (EnteringLead one : coming) {
            RoutingDecision decided = batch.route(one.person(), one.standing(), Set.of());
            LeadAssignment.AssignmentState state = hands.state(one.stage());
            leads.add(new LeadAssignment(
                    one.person(),
                    run.funnel(),
                    decided.owner(),
                    decided.team(),
                    one.stage().id(),
                    state,
                    one.since(),
                    limit(one.stage(), Time.instant(one.standing().enteredAt())),
                    "",
                    one.standing().flags().keySet()));
            assigned.add(decided);
            if (state != LeadAssignment.AssignmentState.ACCEPTED && one.since().isAfter(now.minus(LATE))) {
                String responseClass =
                        state == LeadAssignment.AssignmentState.FLAGGED ? HandoffPolicy.FLAGGED : HandoffPolicy.INBOUND;
                starts.add(new ResponseClocks.Start(one.person(), responseClass, decided.owner(), one.since()));
            }
        }
        rows.insert(workspace, leads);
        rows.note(workspace, run, leads, assigned, "routed", null, now);
        clocks.start(workspace, run, starts);
        rows.next(workspace, coming.stream().map(EnteringLead::person).toList());
        leads.forEach(lead -> queue.changed(workspace, lead.owner()));
    }

    private void goOn(int workspace, DefinitionRun run, List<Going> going, Instant now) {
        if (going.isEmpty()) {
            return;
        }
        rows.move(workspace, going.stream().map(Going::lead).toList());
        List<Long> offered = going.stream()
                .filter(Going::offered)
                .map(one -> one.lead().person())
                .toList();
        if (!offered.isEmpty()) {
            clocks.callOff(workspace, run.funnel(), offered, now); // what they ask for now is more urgent
        }
        List<ResponseClocks.Start> starts = new ArrayList<>();
        for (Going one : going) {
            LeadAssignment lead = one.lead();
            if (one.offered() && lead.since().isAfter(now.minus(LATE))) {
                starts.add(new ResponseClocks.Start(lead.person(), HandoffPolicy.INBOUND, lead.owner(), lead.since()));
            } else if (one.raised() != null && one.raised().isAfter(now.minus(LATE))) {
                starts.add(new ResponseClocks.Start(lead.person(), HandoffPolicy.FLAGGED, lead.owner(), now));
            }
        }
        clocks.start(workspace, run, starts);
        rows.next(workspace, going.stream().map(one -> one.lead().person()).toList());
        going.forEach(one -> queue.changed(workspace, one.lead().owner()));
    }

    private void letGo(int workspace, DefinitionRun run, List<Long> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        rows.ignored(workspace, run.funnel(), people, now);
        clocks.callOff(workspace, run.funnel(), people, now);
        tasks.callOff(workspace, people, now);
        rows.remove(workspace, run.funnel(), people).forEach(owner -> queue.changed(workspace, owner));
    }

    /** Sales has answered, a human has responded, or two people have become one. */
    @EventListener
    void on(SignalsFolded folded) {
        int workspace = folded.workspace();
        Set<Long> rejected = answers(workspace, folded.news());
        Set<Long> answered = new TreeSet<>(clocks.met(workspace, folded.news()));
        answered.addAll(rejected);
        if (!answered.isEmpty()) {
            looks.end(workspace, answered, rejected);
        }
        if (!folded.again().isEmpty()) {
            tasks.follow(workspace, folded.again());
            List<LeadAssignment> merged = rows.takeOutMerged(workspace, folded.again());
            if (!merged.isEmpty()) {
                clocks.callOff(
                        workspace,
                        null,
                        merged.stream().map(LeadAssignment::person).toList(),
                        clock.instant());
                merged.forEach(lead -> queue.changed(workspace, lead.owner()));
            }
        }
    }

    /** Returns who was rejected. */
    private Set<Long> answers(int workspace, Map<Long, List<FoldSignal>> news) {
        Map<Long, List<FoldSignal>> said = new TreeMap<>();
        news.forEach((person, signals) -> {
            List<FoldSignal> answers = signals.stream()
                    .filter(signal ->
                            signal.kind().equals(ACCEPTED) || signal.kind().equals(REJECTED))
                    .toList();
            if (!answers.isEmpty()) {
                said.put(person, answers);
            }
        });
        if (said.isEmpty()) {
            return Set.of();
        }
        Set<Long> rejected = new TreeSet<>();
        said.keySet().retainAll(rows.held(workspace, said.keySet()));
        said.forEach((person, answers) -> answers.forEach(signal -> {
            boolean yes = signal.kind().equals(ACCEPTED);
            List<Integer> owners = rows.answered(
                    workspace,
                    person,
                    yes ? "accepted" : "rejected",
                    yes ? null : signal.subject(),
                    Time.instant(signal.at()));
            if (yes) {
                owners.forEach(owner -> router.owns(workspace, person, owner, clock.instant()));
            } else {
                rejected.add(person);
            }
        }));
        return rejected;
    }

    @EventListener
    void on(PersonErased erased) {
        rows.erase(erased.workspace(), erased.persons());
    }

    /** Gives a lead to whom somebody or routing has chosen; {@code by} is null where routing did it by itself. */
    void assign(
            int workspace,
            DefinitionRun run,
            LeadAssignment lead,
            RoutingDecision to,
            String cause,
            @Nullable Integer by) {
        rows.own(workspace, lead, to.owner(), to.team());
        rows.note(workspace, run, List.of(lead), List.of(to), cause, by, clock.instant());
        clocks.handOver(workspace, lead, to.owner());
        tasks.handOver(workspace, lead.person(), to.owner());
        rows.next(workspace, List.of(lead.person()));
        queue.changed(workspace, lead.owner());
        queue.changed(workspace, to.owner());
    }

    /** Routes once more, past whoever has it. */
    void reassign(int workspace, DefinitionRun run, LeadAssignment lead, Standing standing) {
        Router.RoutingBatch batch = router.batch(workspace, run, List.of(lead.person()), clock.instant());
        assign(workspace, run, lead, past(batch, lead, standing), "reassigned", null);
    }

    /** Gives leads to a colleague, or for null to whom routing chooses past whoever has them. */
    public void giveAway(Member by, DefinitionRun run, List<LeadAssignment> leads, @Nullable Integer to) {
        int workspace = by.workspace();
        List<Long> people = leads.stream().map(LeadAssignment::person).toList();
        Map<Long, Standing> now = standings.of(workspace, run, people);
        Router.RoutingBatch batch = router.batch(workspace, run, people, clock.instant());
        for (LeadAssignment lead : leads) {
            Standing standing = now.get(lead.person());
            if (to != null) {
                assign(workspace, run, lead, RoutingDecision.byHand(to, lead.team()), "absence", by.user());
            } else if (standing != null) {
                assign(workspace, run, lead, past(batch, lead, standing), "absence", by.user());
            }
        }
    }

    private static RoutingDecision past(Router.RoutingBatch batch, LeadAssignment lead, Standing standing) {
        return batch.route(lead.person(), standing, lead.owner() == null ? Set.of() : Set.of(lead.owner()));
    }

    static Instant limit(Definition.Stage stage, Instant entered) {
        Duration limit = stage.limit();
        return entered.plus(limit == null ? NO_LIMIT : limit);
    }

    /** Who of these people is in hands, locked. */
    Map<Long, LeadAssignment> of(int workspace, DefinitionRun run, Collection<Long> people) {
        return people.isEmpty() ? Map.of() : rows.of(workspace, run.funnel(), people);
    }
}
