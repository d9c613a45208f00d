package dev.sluice.handoff;

import dev.sluice.handoff.routing.RoutingTeams;
import dev.sluice.workspace.Member;
import java.util.List;
import org.springframework.stereotype.Component;

/** Creates routing teams for other modules. */
@Component
public class TeamProvisioning {
    private final RoutingTeams teams;

    TeamProvisioning(RoutingTeams teams) {
        this.teams = teams;
    }

    /** A team that {@code by} manages, with these users as its members. */
    public void team(Member by, String name, List<Integer> users) {
        teams.add(by, name, by.user());
        users.forEach(user -> teams.addMember(by, name, user));
    }
}
