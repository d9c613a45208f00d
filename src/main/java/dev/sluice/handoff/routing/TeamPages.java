package dev.sluice.handoff.routing;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: routing teams, with everyone's hours at a glance. */
@Controller
@RequiresRole(Role.MANAGER)
class TeamPages {
    private final TeamsView view;
    private final RoutingTeams teams;

    TeamPages(TeamsView view, RoutingTeams teams) {
        this.view = view;
        this.teams = teams;
    }

    @GetMapping(TeamSettings.PAGE)
    View show(Member member) {
        return view.of(member, 200, "");
    }

    @PostMapping(TeamSettings.PAGE)
    View add(
            Member member,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Integer manager,
            HttpServletRequest request) {
        return save(member, request, () -> teams.add(member, name, manager));
    }

    @PostMapping(TeamSettings.PAGE + "/{team}/removal")
    View remove(Member member, @PathVariable String team, HttpServletRequest request) {
        return save(member, request, () -> teams.remove(member, team));
    }

    @PostMapping(TeamSettings.PAGE + "/{team}/manager")
    View manage(
            Member member,
            @PathVariable String team,
            @RequestParam(required = false) @Nullable Integer manager,
            HttpServletRequest request) {
        return save(member, request, () -> teams.manage(member, team, manager));
    }

    @PostMapping(TeamSettings.PAGE + "/{team}/members")
    View addMember(
            Member member,
            @PathVariable String team,
            @RequestParam(defaultValue = "0") int user,
            HttpServletRequest request) {
        return save(member, request, () -> teams.addMember(member, team, user));
    }

    @PostMapping(TeamSettings.PAGE + "/{team}/members/{user}/removal")
    View removeMember(Member member, @PathVariable String team, @PathVariable int user, HttpServletRequest request) {
        return save(member, request, () -> teams.removeMember(member, team, user));
    }

    private View save(Member member, HttpServletRequest request, Runnable change) {
        FormView.onError(request, errors -> view.of(member, 422, errors.first()));
        change.run();
        return Redirect.to(TeamSettings.PAGE);
    }
}
