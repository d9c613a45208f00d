package dev.sluice.handoff;

import dev.sluice.handoff.UnownedStepRows.UnownedStep;
import dev.sluice.standing.DefinitionRun;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives the leads and next steps of users who have left the workspace, or of no one, to others. */
@Component
public class DepartedOwners {
    private static final int BATCH = 500;

    private final LeadAssignmentRows leads;
    private final LeadReassignments reassignments;
    private final UnownedStepRows steps;
    private final StepOwners owners;
    private final TodayUpdates updates;

    DepartedOwners(
            LeadAssignmentRows leads,
            LeadReassignments reassignments,
            UnownedStepRows steps,
            StepOwners owners,
            TodayUpdates updates) {
        this.leads = leads;
        this.reassignments = reassignments;
        this.steps = steps;
        this.owners = owners;
        this.updates = updates;
    }

    /** Routes the leads of a funnel that no member owns once more, at most 500; returns their people. */
    public List<Long> reroute(int workspace, DefinitionRun run) {
        List<LeadAssignment> unowned = leads.unowned(workspace, run.funnel(), BATCH);
        unowned.forEach(lead -> reassignments.reroute(workspace, run, lead));
        return unowned.stream().map(LeadAssignment::person).toList();
    }

    /** Finds owners for next steps that no member owns, at most 500; returns how many it found. */
    public int adopt(int workspace) {
        List<UnownedStep> unowned = steps.first(workspace, BATCH);
        Map<Long, Integer> found = unowned.isEmpty()
                ? Map.of()
                : owners.of(
                        workspace, unowned.stream().map(UnownedStep::personId).toList());
        int adopted = 0;
        for (UnownedStep step : unowned) {
            Integer owner = found.get(step.personId());
            if (owner != null) {
                steps.own(workspace, step.id(), owner);
                updates.changed(workspace, owner);
                adopted++;
            }
        }
        return adopted;
    }
}
