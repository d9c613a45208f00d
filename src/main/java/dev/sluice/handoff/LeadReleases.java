package dev.sluice.handoff;

import dev.sluice.person.PersonErased;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends assignments: of leads that leave sales, of people who were merged, and of people who are erased. */
@Component
class LeadReleases {
    private final LeadAssignmentRows rows;
    private final LeadDecisionRows decisions;
    private final ResponseClocks clocks;
    private final NextSteps tasks;
    private final TodayUpdates updates;

    LeadReleases(
            LeadAssignmentRows rows,
            LeadDecisionRows decisions,
            ResponseClocks clocks,
            NextSteps tasks,
            TodayUpdates updates) {
        this.rows = rows;
        this.decisions = decisions;
        this.clocks = clocks;
        this.tasks = tasks;
        this.updates = updates;
    }

    /**
     * These people are no longer leads of sales in that funnel. Their next steps stay: only their owners know whether a
     * customer is still to be called.
     */
    void release(int workspace, int funnel, List<Long> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        decisions.ignore(workspace, funnel, people, now);
        clocks.cancel(workspace, funnel, people, now);
        rows.remove(workspace, funnel, people).forEach(owner -> updates.changed(workspace, owner));
    }

    /** The leads of people who were merged into these end; their open tasks move to the survivors. */
    void merge(int workspace, Set<Long> survivors, Instant now) {
        if (survivors.isEmpty()) {
            return;
        }
        tasks.moveToSurvivors(workspace, survivors);
        List<LeadAssignment> merged = rows.removeMerged(workspace, survivors);
        if (!merged.isEmpty()) {
            List<Long> people = merged.stream().map(LeadAssignment::person).toList();
            clocks.cancel(workspace, null, people, now);
            clocks.cancelReplies(workspace, people, now);
            merged.forEach(lead -> updates.changed(workspace, lead.owner()));
        }
    }

    /** Ends the steps of replies that were waiting when a user responded. */
    void answered(int workspace, Map<Long, Instant> responses) {
        tasks.answered(workspace, responses);
    }

    /** Ends what was planned for leads that their owners gave up, but for meetings, which someone will come to. */
    void giveUp(int workspace, Set<Long> rejected, Instant now) {
        tasks.cancel(workspace, rejected, "rejected", now);
        clocks.cancelReplies(workspace, rejected, now);
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }
}
