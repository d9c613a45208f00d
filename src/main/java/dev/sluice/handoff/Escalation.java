package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Run;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What follows when a response clock runs out: remind the owner, tell the manager, give the lead to the next. */
@Component
class Escalation {
    private final Leads leads;
    private final Tasks tasks;
    private final RoutingTeams teams;
    private final Queue queue;
    private final Funnels funnels;
    private final Standings standings;
    private final InstantSource clock;

    Escalation(
            Leads leads,
            Tasks tasks,
            RoutingTeams teams,
            Queue queue,
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

    void follow(int workspace, List<Clocks.Due> due) {
        List<Run> runs = funnels.active(workspace);
        for (Clocks.Due one : due) {
            String step = one.step() < one.then().size() ? one.then().get(one.step()) : "";
            Run run = runs.stream()
                    .filter(active -> active.funnel() == one.funnel())
                    .findFirst()
                    .orElse(null);
            Lead lead = leads.leads(workspace, one.funnel(), List.of(one.person())).stream()
                    .findFirst()
                    .orElse(null);
            if (run == null || lead == null) {
                continue;
            }
            switch (step) {
                case "reassign" -> {
                    Map<Long, Standing> standing = standings.of(workspace, run, List.of(one.person()));
                    if (standing.containsKey(one.person())) {
                        leads.reassign(workspace, run, lead, standing.get(one.person()));
                    }
                }
                case "escalate" ->
                    tasks.add(
                            workspace,
                            one.person(),
                            teams.manager(workspace, lead.team())
                                    .map(Member::user)
                                    .orElse(null),
                            lead.team(),
                            "review",
                            "Nobody has answered this lead",
                            clock.instant(),
                            null);
                default -> queue.changed(workspace, lead.owner()); // a reminder: Today shows it as overdue
            }
        }
    }
}
