package dev.sluice.handoff;

import dev.sluice.handoff.AssignmentHistoryRows.AssignmentCause;
import dev.sluice.handoff.AssignmentHistoryRows.RoutedLead;
import dev.sluice.handoff.LeadAssignment.AssignmentState;
import dev.sluice.handoff.ResponseClocks.ClockStart;
import dev.sluice.handoff.routing.Router;
import dev.sluice.handoff.routing.RoutingBatch;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Hands qualified leads to sales: routes them, records the assignments and starts their response clocks. */
@Component
class LeadHandoff {
    private final LeadAssignmentRows rows;
    private final AssignmentHistoryRows history;
    private final Router router;
    private final ResponseClocks clocks;
    private final TodayUpdates updates;

    LeadHandoff(
            LeadAssignmentRows rows,
            AssignmentHistoryRows history,
            Router router,
            ResponseClocks clocks,
            TodayUpdates updates) {
        this.rows = rows;
        this.history = history;
        this.router = router;
        this.clocks = clocks;
        this.updates = updates;
    }

    void assign(int workspace, HandoffPolicy policy, List<EnteringLead> entering, Instant now) {
        if (entering.isEmpty()) {
            return;
        }
        DefinitionRun run = policy.run();
        List<Long> people = entering.stream().map(EnteringLead::person).toList();
        RoutingBatch batch = router.batch(workspace, run, people, now);
        List<LeadAssignment> leads = new ArrayList<>();
        List<RoutedLead> routed = new ArrayList<>();
        List<ClockStart> starts = new ArrayList<>();
        for (EnteringLead lead : entering) {
            RoutingDecision decision = batch.route(lead.person(), lead.standing(), Set.of());
            AssignmentState state = policy.state(lead.stage());
            leads.add(lead.assigned(run.funnel(), decision, state));
            routed.add(new RoutedLead(lead.person(), decision, lead.since()));
            if (state != AssignmentState.ACCEPTED && LeadAssignments.recent(lead.since(), now)) {
                String responseClass = state == AssignmentState.FLAGGED ? HandoffPolicy.FLAGGED : HandoffPolicy.INBOUND;
                starts.add(new ClockStart(lead.person(), responseClass, decision.owner(), lead.since()));
            }
        }
        rows.insert(workspace, leads);
        history.insert(workspace, run, routed, new AssignmentCause("routed", null, now));
        clocks.start(workspace, run, starts);
        rows.next(workspace, people);
        leads.forEach(lead -> updates.changed(workspace, lead.owner()));
    }
}
