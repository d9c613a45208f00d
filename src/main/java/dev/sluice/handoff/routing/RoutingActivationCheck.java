package dev.sluice.handoff.routing;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.ActivationCheck;
import dev.sluice.workhours.Availability;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Warns before a funnel is activated where its routing would find no one. */
@Component
public class RoutingActivationCheck implements ActivationCheck {
    private final RoutingTeams teams;
    private final Availability availability;
    private final Members members;
    private final Tenancy tenancy;

    RoutingActivationCheck(RoutingTeams teams, Availability availability, Members members, Tenancy tenancy) {
        this.teams = teams;
        this.availability = availability;
        this.members = members;
        this.tenancy = tenancy;
    }

    @Override
    public List<Problem> warnings(int workspace, Definition definition) {
        Map<String, RoutingTeams.RoutingTeam> byName = teams.all(workspace).stream()
                .collect(Collectors.toMap(RoutingTeams.RoutingTeam::name, Function.identity()));
        List<Problem> problems = new ArrayList<>();
        for (Definition.Route route : definition.routing()) {
            String name = route.to().substring(route.to().indexOf('/') + 1);
            if (route.to().startsWith("team/")) {
                RoutingTeams.RoutingTeam team = byName.get(name);
                if (team == null || team.members().isEmpty()) {
                    problems.add(warning(
                            route,
                            (team == null ? "there is no team \"" : "nobody is in the team \"") + name
                                    + "\": until then everybody in sales takes turns. Add its members under Settings, "
                                    + "Teams and hours"));
                } else if (idle(workspace, team)) {
                    problems.add(warning(
                            route,
                            "nobody in the team \"" + name + "\" has working hours, so each is taken to work day and "
                                    + "night. Set them under Settings, Teams and hours"));
                }
            } else if (route.to().startsWith("user/")
                    && members.all(workspace).stream()
                            .noneMatch(member -> member.name().equalsIgnoreCase(name))) {
                problems.add(warning(
                        route,
                        "no user is called \"" + name + "\": until then everybody in sales takes turns. Write the name "
                                + "as it stands under Settings, Users"));
            }
        }
        return problems;
    }

    private boolean idle(int workspace, RoutingTeams.RoutingTeam team) {
        return tenancy.read(
                workspace,
                () -> team.members().stream()
                        .map(Member::user)
                        .allMatch(user -> availability.terms(workspace, user).weekOrOrdinary().stream()
                                .allMatch(List::isEmpty)));
    }

    private static Problem warning(Definition.Route route, String text) {
        return new Problem(route.line(), 1, Problem.Severity.WARNING, text);
    }
}
