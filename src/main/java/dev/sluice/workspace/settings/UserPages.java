package dev.sluice.workspace.settings;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Memberships;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Team;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import dev.sluice.workspace.access.Sessions;
import dev.sluice.workspace.access.SignInLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the users of a workspace; and the page to which an invitation leads. */
@Controller
class UserPages {
    private final Pages pages;
    private final Memberships memberships;
    private final Workspaces workspaces;
    private final Users users;
    private final Sessions sessions;
    private final SignInLimits limits;
    private final PublicUrl address;

    UserPages(
            Pages pages,
            Memberships memberships,
            Workspaces workspaces,
            Users users,
            Sessions sessions,
            SignInLimits limits,
            PublicUrl address) {
        this.address = address;
        this.limits = limits;
        this.pages = pages;
        this.memberships = memberships;
        this.workspaces = workspaces;
        this.users = users;
        this.sessions = sessions;
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
            @RequestParam Team team) {
        try {
            String token = memberships.invite(member, email, role, team);
            return list(200, member, address.here("/invitations/" + token), "");
        } catch (BadInput bad) {
            return list(422, member, "", bad.faults().getFirst().sentence());
        }
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/invitations/{invitation}/withdrawal")
    View withdraw(Member member, @PathVariable int invitation) {
        memberships.withdraw(member, invitation);
        return Redirect.to("/settings/users");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/users/{user}/role")
    View change(Member member, @PathVariable int user, @RequestParam Role role, @RequestParam Team team) {
        try {
            memberships.change(member, user, role, team);
            return Redirect.to("/settings/users");
        } catch (BadInput bad) {
            return list(422, member, "", bad.faults().getFirst().sentence());
        }
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/users/{user}/removal")
    View remove(Member member, @PathVariable int user) {
        try {
            memberships.remove(member, user);
            return Redirect.to("/settings/users");
        } catch (BadInput bad) {
            return list(422, member, "", bad.faults().getFirst().sentence());
        }
    }

    @PublicEndpoint
    @GetMapping("/invitations/{token}")
    View invitation(@PathVariable String token) {
        return accepting(200, open(token), "", "");
    }

    @PublicEndpoint
    @PostMapping("/invitations/{token}")
    View accept(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        Memberships.Invitation invitation = open(token);
        try {
            if (!limits.mayTry(request, invitation.email())) {
                throw new BadInput("password", "Too many tries. Wait ten minutes.");
            }
            Optional<Integer> user = memberships.accept(invitation, token, name, password);
            sessions.begin(request, user.orElseThrow(() -> new NotFound("invitation")));
            sessions.lookAt(request, invitation.workspace());
            return Redirect.to("/");
        } catch (BadInput bad) {
            return accepting(422, invitation, name, bad.faults().getFirst().sentence());
        }
    }

    private Memberships.Invitation open(String token) {
        Memberships.Invitation invitation = memberships.invitation(token);
        if (invitation == null) {
            throw new NotFound("invitation");
        }
        return invitation;
    }

    private View accepting(int status, Memberships.Invitation invitation, String name, String fault) {
        return pages.page(
                status,
                "workspace/settings/invitation",
                Map.of(
                        "invitation", invitation,
                        "workspace", workspaces.get(invitation.workspace()).name(),
                        "known", users.known(invitation.email()).isPresent(),
                        "name", name,
                        "fault", fault));
    }

    private View list(int status, Member member, String link, String fault) {
        List<Memberships.MembershipSummary> lines = memberships.all(member.workspace());
        return pages.page(
                status,
                "workspace/settings/users",
                Map.of(
                        "member", member,
                        "lines", lines,
                        "invitations", memberships.open(member.workspace()),
                        "link", link,
                        "fault", fault));
    }
}
