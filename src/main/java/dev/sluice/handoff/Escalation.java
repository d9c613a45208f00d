package dev.sluice.handoff;

import dev.sluice.handoff.ResponseClocks.DueClock;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Escalates when a response clock runs out: reminds the owner, adds a task for the manager, or reassigns the lead. */
@Component
class Escalation {
    private final LeadReassignments reassignments;
    private final NextSteps steps;
    private final StepOwners owners;
    private final TodayUpdates updates;
    private final Funnels funnels;
    private final InstantSource clock;

    Escalation(
            LeadReassignments reassignments,
            NextSteps steps,
            StepOwners owners,
            TodayUpdates updates,
            Funnels funnels,
            InstantSource clock) {
        this.reassignments = reassignments;
        this.steps = steps;
        this.owners = owners;
        this.updates = updates;
        this.funnels = funnels;
        this.clock = clock;
    }

    void follow(int workspace, List<DueClock> due) {
        for (DefinitionRun run : funnels.active(workspace)) {
            List<DueClock> ofFunnel =
                    due.stream().filter(clock -> clock.funnel() == run.funnel()).toList();
            Map<Long, LeadAssignment> assigned = reassignments.assigned(
                    workspace, run, ofFunnel.stream().map(DueClock::person).toList());
            for (DueClock clock : ofFunnel) {
                follow(workspace, run, assigned.get(clock.person()), clock);
            }
        }
    }

    /** @param lead null for someone who wrote and is no lead of sales: no rule says who else gets them */
    private void follow(int workspace, DefinitionRun run, @Nullable LeadAssignment lead, DueClock due) {
        String next = due.step() < due.then().size() ? due.then().get(due.step()) : "";
        if (next.equals("reassign") && lead != null) {
            reassignments.reroute(workspace, run, lead);
        } else if (next.equals("escalate") || (next.equals("reassign") && due.owner() != null)) {
            tellManager(workspace, due.person(), lead == null ? null : lead.team());
        } else { // a reminder: Today shows it as overdue
            updates.changed(workspace, lead == null ? due.owner() : lead.owner());
        }
    }

    private void tellManager(int workspace, long person, @Nullable String team) {
        Integer manager = owners.manager(workspace, team == null ? "" : team);
        NextStepDraft step =
                NextStepDraft.of(person, manager, "review", "Nobody has answered this lead", clock.instant());
        steps.add(workspace, team == null ? step : step.ofTeam(team));
    }
}
