package dev.sluice.handoff;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.LeadAssignment.AssignmentState;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.platform.Time;
import java.time.Instant;

/** A lead to hand off; {@code since} is when its stage was entered or its flag raised. */
record EnteringLead(long person, Stage stage, Standing standing, Instant since) {
    LeadAssignment assigned(int funnel, RoutingDecision decision, AssignmentState state) {
        return new LeadAssignment(
                person,
                funnel,
                decision.owner(),
                decision.team(),
                stage.id(),
                state,
                since,
                HandoffPolicy.limit(stage, Time.instant(standing.enteredAt())),
                "",
                standing.flags().keySet());
    }
}
