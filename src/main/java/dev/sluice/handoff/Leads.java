package dev.sluice.handoff;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Signal;
import dev.sluice.funnel.Standing;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.Time;
import dev.sluice.standing.Folded;
import dev.sluice.standing.Moved;
import dev.sluice.standing.Run;
import dev.sluice.standing.Standings;
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
class Leads {
    /** What became of a hand-off longer ago than this is history that was told late: no clock runs for it. */
    private static final Duration LATE = Duration.ofHours(12);

    /** Where a stage of the definition has no limit, a lead is looked at again after so long. */
    private static final Duration NO_LIMIT = Duration.ofDays(30);

    private static final String ACCEPTED = HandoffSignals.ACCEPTED.name();
    private static final String REJECTED = HandoffSignals.REJECTED.name();

    /** A lead that comes into hands; {@code since} is when its stage was entered or its flag raised. */
    record Coming(long person, Definition.Stage stage, Standing standing, Instant since) {}

    /**
     * A lead that stays in hands, as it was and as it is to be from now on; {@code nextAt} is its stage's limit.
     *
     * @param raised when the latest of its new flags was raised; null when there is none
     */
    record Going(Lead before, Lead lead, @Nullable Instant raised) {
        static Going of(Hands hands, Lead lead, Definition.Stage stage, Standing standing) {
            Set<String> flags = standing.flags().keySet();
            Lead.State state = lead.state() == Lead.State.ACCEPTED ? lead.state() : hands.state(stage);
            boolean same = stage.id().equals(lead.stage()) && state == lead.state() && flags.equals(lead.flags());
            Instant entered = Time.instant(standing.enteredAt());
            Instant since = lead.state() == Lead.State.FLAGGED && state != lead.state() ? entered : lead.since();
            return new Going(
                    lead,
                    same ? lead : lead.at(stage.id(), state, since, limit(stage, entered), flags),
                    Looks.newest(standing, lead.flags()));
        }

        /** Whether a lead that was only flagged is handed off now. */
        boolean offered() {
            return before.state() == Lead.State.FLAGGED && lead.state() == Lead.State.OFFERED;
        }
    }

    private final LeadRows rows;
    private final Router router;
    private final Clocks clocks;
    private final Tasks tasks;
    private final Looks looks;
    private final Queue queue;
    private final Standings standings;
    private final InstantSource clock;

    Leads(
            LeadRows rows,
            Router router,
            Clocks clocks,
            Tasks tasks,
            Looks looks,
            Queue queue,
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
    void on(Moved moved) {
        Hands hands = Hands.of(moved.run());
        Map<Long, Standing> about = new LinkedHashMap<>();
        for (Moved.Of one : moved.people()) {
            if (hands.stage(one.after()) != null || one.before() == null || hands.stage(one.before()) != null) {
                about.put(one.person(), one.after());
            }
        }
        settle(moved.workspace(), hands, about);
    }

    /** Brings what is in hands into line with where these people stand now. */
    void settle(int workspace, Hands hands, Map<Long, Standing> people) {
        if (people.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Run run = hands.run();
        Map<Long, Lead> held = rows.of(workspace, run.funnel(), people.keySet());
        List<Coming> coming = new ArrayList<>();
        List<Going> going = new ArrayList<>();
        List<Long> leaving = new ArrayList<>();
        people.forEach((person, standing) -> {
            Lead lead = held.get(person);
            Definition.Stage stage = hands.stage(standing);
            boolean flagged = stage != null && hands.state(stage) == Lead.State.FLAGGED;
            if (stage == null || (flagged && lead != null && lead.state() != Lead.State.FLAGGED)) {
                if (lead != null) {
                    leaving.add(person);
                }
            } else if (lead == null) {
                Instant since = flagged ? Looks.newest(standing, Set.of()) : Time.instant(standing.enteredAt());
                if (since != null && (!flagged || since.isAfter(now.minus(LATE)))) {
                    coming.add(new Coming(person, stage, standing, since));
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

    private void handOff(int workspace, Hands hands, List<Coming> coming, Instant now) {
        if (coming.isEmpty()) {
            return;
        }
        Run run = hands.run();
        Router.Batch batch =
                router.batch(workspace, run, coming.stream().map(Coming::person).toList(), now);
        List<Lead> leads = new ArrayList<>();
        List<Assigned> assigned = new ArrayList<>();
        List<Clocks.Start> starts = new ArrayList<>();
        for (Coming one : coming) {
            Assigned decided = batch.route(one.person(), one.standing(), Set.of());
            Lead.State state = hands.state(one.stage());
            leads.add(new Lead(
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
            if (state != Lead.State.ACCEPTED && one.since().isAfter(now.minus(LATE))) {
                String responseClass = state == Lead.State.FLAGGED ? Hands.FLAGGED : Hands.INBOUND;
                starts.add(new Clocks.Start(one.person(), responseClass, decided.owner(), one.since()));
            }
        }
        rows.insert(workspace, leads);
        rows.note(workspace, run, leads, assigned, "routed", null, now);
        clocks.start(workspace, run, starts);
        rows.next(workspace, coming.stream().map(Coming::person).toList());
        leads.forEach(lead -> queue.changed(workspace, lead.owner()));
    }

    private void goOn(int workspace, Run run, List<Going> going, Instant now) {
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
        List<Clocks.Start> starts = new ArrayList<>();
        for (Going one : going) {
            Lead lead = one.lead();
            if (one.offered() && lead.since().isAfter(now.minus(LATE))) {
                starts.add(new Clocks.Start(lead.person(), Hands.INBOUND, lead.owner(), lead.since()));
            } else if (one.raised() != null && one.raised().isAfter(now.minus(LATE))) {
                starts.add(new Clocks.Start(lead.person(), Hands.FLAGGED, lead.owner(), now));
            }
        }
        clocks.start(workspace, run, starts);
        rows.next(workspace, going.stream().map(one -> one.lead().person()).toList());
        going.forEach(one -> queue.changed(workspace, one.lead().owner()));
    }

    private void letGo(int workspace, Run run, List<Long> people, Instant now) {
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
    void on(Folded folded) {
        int workspace = folded.workspace();
        Set<Long> rejected = answers(workspace, folded.news());
        Set<Long> answered = new TreeSet<>(clocks.met(workspace, folded.news()));
        answered.addAll(rejected);
        if (!answered.isEmpty()) {
            looks.end(workspace, answered, rejected);
        }
        if (!folded.again().isEmpty()) {
            tasks.follow(workspace, folded.again());
            List<Lead> merged = rows.takeOutMerged(workspace, folded.again());
            if (!merged.isEmpty()) {
                clocks.callOff(
                        workspace, null, merged.stream().map(Lead::person).toList(), clock.instant());
                merged.forEach(lead -> queue.changed(workspace, lead.owner()));
            }
        }
    }

    /** Returns who was rejected. */
    private Set<Long> answers(int workspace, Map<Long, List<Signal>> news) {
        Map<Long, List<Signal>> said = new TreeMap<>();
        news.forEach((person, signals) -> {
            List<Signal> answers = signals.stream()
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
    void assign(int workspace, Run run, Lead lead, Assigned to, String cause, @Nullable Integer by) {
        rows.own(workspace, lead, to.owner(), to.team());
        rows.note(workspace, run, List.of(lead), List.of(to), cause, by, clock.instant());
        clocks.handOver(workspace, lead, to.owner());
        tasks.handOver(workspace, lead.person(), to.owner());
        rows.next(workspace, List.of(lead.person()));
        queue.changed(workspace, lead.owner());
        queue.changed(workspace, to.owner());
    }

    /** Routes once more, past whoever has it. */
    void reassign(int workspace, Run run, Lead lead, Standing standing) {
        Router.Batch batch = router.batch(workspace, run, List.of(lead.person()), clock.instant());
        assign(workspace, run, lead, past(batch, lead, standing), "reassigned", null);
    }

    /** Gives leads to a colleague, or for null to whom routing chooses past whoever has them. */
    void giveAway(Member by, Run run, List<Lead> leads, @Nullable Integer to) {
        int workspace = by.workspace();
        List<Long> people = leads.stream().map(Lead::person).toList();
        Map<Long, Standing> now = standings.of(workspace, run, people);
        Router.Batch batch = router.batch(workspace, run, people, clock.instant());
        for (Lead lead : leads) {
            Standing standing = now.get(lead.person());
            if (to != null) {
                assign(workspace, run, lead, Assigned.byHand(to, lead.team()), "absence", by.user());
            } else if (standing != null) {
                assign(workspace, run, lead, past(batch, lead, standing), "absence", by.user());
            }
        }
    }

    private static Assigned past(Router.Batch batch, Lead lead, Standing standing) {
        return batch.route(lead.person(), standing, lead.owner() == null ? Set.of() : Set.of(lead.owner()));
    }

    static Instant limit(Definition.Stage stage, Instant entered) {
        Duration limit = stage.limit();
        return entered.plus(limit == null ? NO_LIMIT : limit);
    }

    /** Who of these people is in hands, locked. */
    Map<Long, Lead> of(int workspace, Run run, Collection<Long> people) {
        return people.isEmpty() ? Map.of() : rows.of(workspace, run.funnel(), people);
    }
}
