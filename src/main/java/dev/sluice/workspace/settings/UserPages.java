package dev.sluice.workspace.settings;

import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Invitations;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Memberships;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Team;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the users of a workspace and its open invitations. */
@Controller
class UserPages {
    private final Pages pages;
    private final Memberships memberships;
    private final Invitations invitations;
    private final PublicUrl publicUrl;

    UserPages(Pages pages, Memberships memberships, Invitations invitations, PublicUrl publicUrl) {
        this.pages = pages;
        this.memberships = memberships;
        this.invitations = invitations;
        this.publicUrl = publicUrl;
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/users")
    View users(Member member) {
        return list(200, member, "", "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/invitations")
    View invite(
            Member member,
            @RequestParam(defaultValue = "") String email,
            @RequestParam Role role,
            @RequestParam Team team,
            HttpServletRequest request) {
        FormView.onError(request, errors -> list(422, member, "", errors.first()));
        String token = invitations.invite(member, email, role, team);
        return list(200, member, publicUrl.here("/invitations/" + token), "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/invitations/{invitation}/withdrawal")
    View withdraw(Member member, @PathVariable int invitation) {
        invitations.withdraw(member, invitation);
        return Redirect.to("/settings/users");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/users/{user}/role")
    View change(
            Member member,
            @PathVariable int user,
            @RequestParam Role role,
            @RequestParam Team team,
            HttpServletRequest request) {
        FormView.onError(request, errors -> list(422, member, "", errors.first()));
        memberships.change(member, user, role, team);
        return Redirect.to("/settings/users");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/users/{user}/removal")
    View remove(Member member, @PathVariable int user, HttpServletRequest request) {
        FormView.onError(request, errors -> list(422, member, "", errors.first()));
        memberships.remove(member, user);
        return Redirect.to("/settings/users");
    }

    private View list(int status, Member member, String link, String error) {
        return pages.page(
                status,
                "workspace/settings/users",
                Map.of(
                        "member", member,
                        "users", memberships.all(member.workspace()),
                        "invitations", invitations.open(member.workspace()),
                        "link", link,
                        "error", error));
    }
}
