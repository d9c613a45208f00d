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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** A lead that is to be handed off. */
    record Coming(long person, Standing standing) {}

    private final LeadRows rows;
    private final Router router;
    private final Clocks clocks;
    private final Tasks tasks;
    private final Queue queue;
    private final Standings standings;
    private final InstantSource clock;

    Leads(
            LeadRows rows,
            Router router,
            Clocks clocks,
            Tasks tasks,
            Queue queue,
            Standings standings,
            InstantSource clock) {
        this.rows = rows;
        this.router = router;
        this.clocks = clocks;
        this.tasks = tasks;
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
        List<Long> leaving = new ArrayList<>();
        people.forEach((person, standing) -> {
            Definition.Stage stage = hands.stage(standing);
            Lead lead = held.get(person);
            if (stage == null && lead != null) {
                leaving.add(person);
            } else if (stage != null && lead == null) {
                coming.add(new Coming(person, standing));
            } else if (stage != null && lead != null) {
                goOn(workspace, hands, lead, stage, standing, now);
            }
        });
        handOff(workspace, hands, coming, now);
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
            Definition.Stage stage = hands.stage(one.standing());
            Assigned decided = batch.route(one.person(), one.standing(), Set.of());
            Instant entered = Time.instant(one.standing().enteredAt());
            boolean accepted = stage != null && hands.accepted(stage);
            Instant limit = limit(stage, entered);
            leads.add(new Lead(
                    one.person(),
                    run.funnel(),
                    decided.owner(),
                    decided.team(),
                    stage == null ? "" : stage.id(),
                    accepted ? Lead.State.ACCEPTED : Lead.State.OFFERED,
                    entered,
                    limit,
                    "",
                    one.standing().flags().keySet()));
            assigned.add(decided);
            if (!accepted && entered.isAfter(now.minus(LATE))) {
                starts.add(new Clocks.Start(
                        one.person(),
                        one.standing().flags().isEmpty() ? "inbound" : "flagged",
                        decided.owner(),
                        entered));
            }
        }
        rows.insert(workspace, leads);
        rows.note(workspace, run, leads, assigned, "routed", null, now);
        clocks.start(workspace, run, starts);
        rows.next(workspace, coming.stream().map(Coming::person).toList());
        leads.forEach(lead -> queue.changed(workspace, lead.owner()));
    }

    private void goOn(int workspace, Hands hands, Lead lead, Definition.Stage stage, Standing standing, Instant now) {
        boolean accepted = lead.state() == Lead.State.ACCEPTED || hands.accepted(stage);
        Set<String> flags = standing.flags().keySet();
        boolean moved = !stage.id().equals(lead.stage());
        if (!moved && accepted == (lead.state() == Lead.State.ACCEPTED) && flags.equals(lead.flags())) {
            return;
        }
        Instant entered = Time.instant(standing.enteredAt());
        rows.move(workspace, lead, stage.id(), accepted, limit(stage, entered), flags);
        Set<String> raised = new HashSet<>(flags);
        raised.removeAll(lead.flags());
        if (raised.stream()
                .anyMatch(flag ->
                        Time.instant(standing.flags().getOrDefault(flag, 0L)).isAfter(now.minus(LATE)))) {
            clocks.start(
                    workspace, hands.run(), List.of(new Clocks.Start(lead.person(), "flagged", lead.owner(), now)));
        }
        rows.next(workspace, List.of(lead.person()));
        queue.changed(workspace, lead.owner());
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
        folded.news().forEach((person, signals) -> {
            for (Signal signal : signals) {
                switch (signal.kind()) {
                    case "accepted_by_sales" ->
                        rows.answered(workspace, person, "accepted", null, Time.instant(signal.at()))
                                .forEach(owner -> router.owns(workspace, person, owner, clock.instant()));
                    case "rejected_by_sales" ->
                        rows.answered(workspace, person, "rejected", signal.subject(), Time.instant(signal.at()));
                    default -> {}
                }
            }
        });
        clocks.met(workspace, folded.news());
        if (!folded.again().isEmpty()) {
            List<Long> merged = rows.takeOutMerged(workspace, folded.again());
            if (!merged.isEmpty()) {
                clocks.callOff(workspace, null, merged, clock.instant());
                tasks.callOff(workspace, merged, clock.instant());
            }
        }
    }

    @EventListener
    void on(PersonErased erased) {
        rows.erase(erased.workspace(), erased.persons());
    }

    /** Gives a lead to somebody by hand, or by routing where {@code owner} is null. */
    void assign(
            int workspace,
            Run run,
            Lead lead,
            @Nullable Integer owner,
            String team,
            String cause,
            @Nullable Integer by,
            List<Assigned.Candidate> candidates,
            String rule) {
        Instant now = clock.instant();
        rows.own(workspace, lead, owner, team);
        rows.note(
                workspace, run, List.of(lead), List.of(new Assigned(owner, team, rule, 0, candidates)), cause, by, now);
        clocks.handOver(workspace, lead, owner);
        tasks.handOver(workspace, lead.person(), owner);
        rows.next(workspace, List.of(lead.person()));
        queue.changed(workspace, lead.owner());
        queue.changed(workspace, owner);
    }

    /** Routes once more, past whoever has it. */
    void reassign(int workspace, Run run, Lead lead, Standing standing) {
        Set<Integer> notAgain = lead.owner() == null ? Set.of() : Set.of(lead.owner());
        Assigned assigned = router.batch(workspace, run, List.of(lead.person()), clock.instant())
                .route(lead.person(), standing, notAgain);
        assign(
                workspace,
                run,
                lead,
                assigned.owner(),
                assigned.team(),
                "reassigned",
                null,
                assigned.candidates(),
                assigned.rule());
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
                assign(workspace, run, lead, to, lead.team(), "absence", by.user(), List.of(), "");
            } else if (standing != null) {
                Assigned chosen =
                        batch.route(lead.person(), standing, lead.owner() == null ? Set.of() : Set.of(lead.owner()));
                assign(
                        workspace,
                        run,
                        lead,
                        chosen.owner(),
                        chosen.team(),
                        "absence",
                        by.user(),
                        chosen.candidates(),
                        chosen.rule());
            }
        }
    }

    static Instant limit(Definition.@Nullable Stage stage, Instant entered) {
        Duration limit = stage == null ? null : stage.limit();
        return entered.plus(limit == null ? NO_LIMIT : limit);
    }

    /** Who of these people is in hands, locked. */
    Map<Long, Lead> of(int workspace, Run run, Collection<Long> people) {
        return people.isEmpty() ? Map.of() : rows.of(workspace, run.funnel(), people);
    }
}
