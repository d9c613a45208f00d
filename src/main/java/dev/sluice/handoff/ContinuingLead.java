package dev.sluice.handoff;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.LeadAssignment.AssignmentState;
import dev.sluice.platform.Time;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead that stays assigned, before and after a change of its standing; the {@code nextAt} of the lead is the limit of
 * its stage.
 *
 * @param raised when the latest of its new flags was raised; null when there is none
 */
record ContinuingLead(
        LeadAssignment before,
        LeadAssignment lead,
        @Nullable Instant raised) {
    static ContinuingLead of(HandoffPolicy policy, LeadAssignment lead, Stage stage, Standing standing) {
        Set<String> flags = standing.flags().keySet();
        AssignmentState state = lead.state() == AssignmentState.ACCEPTED ? lead.state() : policy.state(stage);
        boolean same = stage.id().equals(lead.stage()) && state == lead.state() && flags.equals(lead.flags());
        Instant entered = Time.instant(standing.enteredAt());
        Instant since = lead.state() == AssignmentState.FLAGGED && state != lead.state() ? entered : lead.since();
        return new ContinuingLead(
                lead,
                same ? lead : lead.at(stage.id(), state, since, HandoffPolicy.limit(stage, entered), flags),
                FlagReviews.newest(standing, lead.flags()));
    }

    boolean changed() {
        return !before.equals(lead);
    }

    /** Whether a lead that was only flagged is handed off now. */
    boolean offered() {
        return before.state() == AssignmentState.FLAGGED && lead.state() == AssignmentState.OFFERED;
    }
}
