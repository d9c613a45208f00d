package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.handoff.AssignmentHistoryRows.AssignmentCause;
import dev.sluice.handoff.AssignmentHistoryRows.RoutedLead;
import dev.sluice.handoff.routing.Router;
import dev.sluice.handoff.routing.RoutingBatch;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Standings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives assigned leads to another owner, with their tasks and response clocks. */
@Component
class LeadReassignments {
    private final LeadAssignmentRows rows;
    private final AssignmentHistoryRows history;
    private final Router router;
    private final LeadWork work;
    private final TodayUpdates updates;
    private final Standings standings;
    private final InstantSource clock;

    LeadReassignments(
            LeadAssignmentRows rows,
            AssignmentHistoryRows history,
            Router router,
            LeadWork work,
            TodayUpdates updates,
            Standings standings,
            InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.router = router;
        this.work = work;
        this.updates = updates;
        this.standings = standings;
        this.clock = clock;
    }

    /** Those of these people who are assigned in that funnel, locked. */
    Map<Long, LeadAssignment> assigned(int workspace, DefinitionRun run, List<Long> people) {
        return people.isEmpty() ? Map.of() : rows.of(workspace, run.funnel(), people);
    }

    /** Gives a person's lead to a colleague. */
    void toColleague(int workspace, DefinitionRun run, LeadAssignment lead, int to, int by) {
        RoutingDecision decision = RoutingDecision.byHand(to, lead.team());
        assign(workspace, run, lead, decision, new AssignmentCause("handed_on", by, clock.instant()));
    }

    /** Routes again, past the current owner. */
    void reroute(int workspace, DefinitionRun run, LeadAssignment lead) {
        Standing standing = standings.of(workspace, run, List.of(lead.person())).get(lead.person());
        if (standing != null) {
            RoutingBatch batch = router.batch(workspace, run, List.of(lead.person()), clock.instant());
            assign(
                    workspace,
                    run,
                    lead,
                    past(batch, lead, standing),
                    new AssignmentCause("reassigned", null, clock.instant()));
        }
    }

    /** Gives leads to a colleague or, for null, by the routing rules past their owners. */
    void reassign(int workspace, DefinitionRun run, List<LeadAssignment> leads, @Nullable Integer to, int by) {
        List<Long> people = leads.stream().map(LeadAssignment::person).toList();
        Map<Long, Standing> now = standings.of(workspace, run, people);
        RoutingBatch batch = router.batch(workspace, run, people, clock.instant());
        AssignmentCause cause = new AssignmentCause("absence", by, clock.instant());
        for (LeadAssignment lead : leads) {
            Standing standing = now.get(lead.person());
            if (to != null) {
                assign(workspace, run, lead, RoutingDecision.byHand(to, lead.team()), cause);
            } else if (standing != null) {
                assign(workspace, run, lead, past(batch, lead, standing), cause);
            }
        }
    }

    private void assign(
            int workspace, DefinitionRun run, LeadAssignment lead, RoutingDecision decision, AssignmentCause cause) {
        rows.own(workspace, lead, decision.owner(), decision.team());
        history.insert(workspace, run, List.of(new RoutedLead(lead.person(), decision, cause.at())), cause);
        work.assign(workspace, lead, decision.owner(), cause.at());
        rows.next(workspace, List.of(lead.person()));
        updates.changed(workspace, lead.owner());
        updates.changed(workspace, decision.owner());
    }

    private static RoutingDecision past(RoutingBatch batch, LeadAssignment lead, Standing standing) {
        return batch.route(lead.person(), standing, lead.owner() == null ? Set.of() : Set.of(lead.owner()));
    }
}
