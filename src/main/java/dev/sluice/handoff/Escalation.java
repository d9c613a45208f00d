package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.RoutingTeams;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What follows when a response clock runs out: remind the owner, tell the manager, give the lead to the next. */
@Component
class Escalation {
    private final LeadAssignments leads;
    private final Tasks tasks;
    private final RoutingTeams teams;
    private final TodayUpdates queue;
    private final Funnels funnels;
    private final Standings standings;
    private final InstantSource clock;

    Escalation(
            LeadAssignments leads,
            Tasks tasks,
            RoutingTeams teams,
            TodayUpdates queue,
            Funnels funnels,
            Standings standings,
            InstantSource clock) {
        this.leads = leads;
        this.tasks = tasks;
        this.teams = teams;
        this.queue = queue;
        this.funnels = funnels;
        this.standings = standings;
        this.clock = clock;
    }

    void follow(int workspace, List<ResponseClocks.DueClock> due) {
        for (DefinitionRun run : funnels.active(workspace)) {
            List<ResponseClocks.DueClock> mine =
                    due.stream().filter(one -> one.funnel() == run.funnel()).toList();
            Map<Long, LeadAssignment> held = leads.of(
                    workspace,
                    run,
                    mine.stream().map(ResponseClocks.DueClock::person).toList());
            for (ResponseClocks.DueClock one : mine) {
                LeadAssignment lead = held.get(one.person());
                if (lead != null) {
                    follow(workspace, run, lead, one);
                }
            }
        }
    }

    private void follow(int workspace, DefinitionRun run, LeadAssignment lead, ResponseClocks.DueClock due) {
        switch (due.step() < due.then().size() ? due.then().get(due.step()) : "") {
            case "reassign" -> {
                Standing standing =
                        standings.of(workspace, run, List.of(lead.person())).get(lead.person());
                if (standing != null) {
                    leads.reassign(workspace, run, lead, standing);
                }
            }
            case "escalate" ->
                tasks.add(
                        workspace,
                        lead.person(),
                        teams.manager(workspace, lead.team()).map(Member::user).orElse(null),
                        lead.team(),
                        "review",
                        "Nobody has answered this lead",
                        clock.instant(),
                        null);
            default -> queue.changed(workspace, lead.owner()); // a reminder: Today shows it as overdue
        }
    }
}
