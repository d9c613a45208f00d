package dev.sluice.handoff;

import dev.sluice.standing.DefinitionRun;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives the leads and next steps of users who have left the workspace, or of no one, to others. */
@Component
public class DepartedOwners {
    private static final int BATCH = 500;

    private final LeadAssignmentRows leads;
    private final LeadReassignments reassignments;
    private final NextSteps steps;

    DepartedOwners(LeadAssignmentRows leads, LeadReassignments reassignments, NextSteps steps) {
        this.leads = leads;
        this.reassignments = reassignments;
        this.steps = steps;
    }

    /** Routes the leads of a funnel that no member owns once more, at most 500; returns their people. */
    public List<Long> reroute(int workspace, DefinitionRun run) {
        List<LeadAssignment> unowned = leads.unowned(workspace, run.funnel(), BATCH);
        unowned.forEach(lead -> reassignments.reroute(workspace, run, lead));
        return unowned.stream().map(LeadAssignment::person).toList();
    }

    /** Finds owners for next steps that no member owns, at most 500; returns how many. */
    public int adopt(int workspace) {
        return steps.adopt(workspace, BATCH);
    }
}
