package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reviews flagged leads: a lead in nurture stays assigned until its owner responds and has no open task. Each flag
 * triggers one review.
 */
@Component
public class FlagReviews {
    private final LeadAssignmentRows leads;
    private final ResponseClocks clocks;
    private final TodayUpdates updates;
    private final InstantSource clock;

    FlagReviews(LeadAssignmentRows leads, ResponseClocks clocks, TodayUpdates updates, InstantSource clock) {
        this.leads = leads;
        this.clocks = clocks;
        this.updates = updates;
        this.clock = clock;
    }

    /** When the latest of the new flags was raised; null when there is none. */
    static @Nullable Instant newest(Standing standing, Set<String> existing) {
        return standing.flags().entrySet().stream()
                .filter(flag -> !existing.contains(flag.getKey()))
                .map(flag -> Time.instant(flag.getValue()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those leads that would enter for a flag that was reviewed already. */
    Set<EnteringLead> reviewed(int workspace, HandoffPolicy policy, List<EnteringLead> entering) {
        Set<EnteringLead> reviewed = new HashSet<>(entering);
        reviewed.removeIf(lead -> policy.state(lead.stage()) != LeadAssignment.AssignmentState.FLAGGED);
        if (!reviewed.isEmpty()) {
            Map<Long, Instant> started = clocks.lastStarted(
                    workspace,
                    policy.run().funnel(),
                    List.of(HandoffPolicy.FLAGGED, HandoffPolicy.INBOUND),
                    reviewed.stream().map(EnteringLead::person).toList());
            reviewed.removeIf(
                    lead -> started.getOrDefault(lead.person(), Instant.MIN).isBefore(lead.since()));
        }
        return reviewed;
    }

    /**
     * Returns flagged leads to nurturing once they are answered and have no open task.
     *
     * @param people null for everyone
     * @param rejected people who return whatever is still planned
     */
    public void end(int workspace, @Nullable Collection<Long> people, Set<Long> rejected) {
        Map<Long, @Nullable Integer> owners = leads.removeReviewed(workspace, people, rejected);
        if (!owners.isEmpty()) {
            Instant now = clock.instant();
            clocks.cancel(workspace, null, owners.keySet(), now);
            owners.values().forEach(owner -> updates.changed(workspace, owner));
        }
    }
}
