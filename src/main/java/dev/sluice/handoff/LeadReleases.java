package dev.sluice.handoff;

import dev.sluice.person.PersonErased;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends assignments: of leads that leave sales, of people who were merged, and of people who are erased. */
@Component
class LeadReleases {
    private final LeadAssignmentRows rows;
    private final LeadDecisionRows decisions;
    private final ResponseClocks clocks;
    private final Tasks tasks;
    private final TodayUpdates updates;

    LeadReleases(
            LeadAssignmentRows rows,
            LeadDecisionRows decisions,
            ResponseClocks clocks,
            Tasks tasks,
            TodayUpdates updates) {
        this.rows = rows;
        this.decisions = decisions;
        this.clocks = clocks;
        this.tasks = tasks;
        this.updates = updates;
    }

    /** These people are no longer leads of sales in that funnel. */
    void release(int workspace, int funnel, List<Long> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        decisions.ignore(workspace, funnel, people, now);
        clocks.cancel(workspace, funnel, people, now);
        tasks.cancel(workspace, people, now);
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
            merged.forEach(lead -> updates.changed(workspace, lead.owner()));
        }
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }
}
