package dev.sluice.handoff;

import dev.sluice.handoff.ResponseClocks.DueClock;
import dev.sluice.handoff.routing.RoutingTeams;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Escalates when a response clock runs out: reminds the owner, adds a task for the manager, or reassigns the lead. */
@Component
class Escalation {
    private final LeadReassignments reassignments;
    private final Tasks tasks;
    private final RoutingTeams teams;
    private final TodayUpdates updates;
    private final Funnels funnels;
    private final InstantSource clock;

    Escalation(
            LeadReassignments reassignments,
            Tasks tasks,
            RoutingTeams teams,
            TodayUpdates updates,
            Funnels funnels,
            InstantSource clock) {
        this.reassignments = reassignments;
        this.tasks = tasks;
        this.teams = teams;
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
                LeadAssignment lead = assigned.get(clock.person());
                if (lead != null) {
                    follow(workspace, run, lead, clock);
                }
            }
        }
    }

    private void follow(int workspace, DefinitionRun run, LeadAssignment lead, DueClock due) {
        switch (due.step() < due.then().size() ? due.then().get(due.step()) : "") {
            case "reassign" -> reassignments.reroute(workspace, run, lead);
            case "escalate" -> {
                Integer manager =
                        teams.manager(workspace, lead.team()).map(Member::user).orElse(null);
                String text = "Nobody has answered this lead";
                tasks.add(
                        workspace,
                        new TaskDraft(lead.person(), manager, lead.team(), "review", text, clock.instant(), null));
            }
            default -> updates.changed(workspace, lead.owner()); // a reminder: Today shows it as overdue
        }
    }
}
