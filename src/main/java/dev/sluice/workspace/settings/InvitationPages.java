package dev.sluice.workspace.settings;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Invitations;
import dev.sluice.workspace.Invitations.Invitation;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import dev.sluice.workspace.access.Sessions;
import dev.sluice.workspace.access.SignInLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The page behind the link of an invitation. */
@Controller
class InvitationPages {
    private final Pages pages;
    private final Invitations invitations;
    private final Workspaces workspaces;
    private final Users users;
    private final Sessions sessions;
    private final SignInLimits limits;

    InvitationPages(
            Pages pages,
            Invitations invitations,
            Workspaces workspaces,
            Users users,
            Sessions sessions,
            SignInLimits limits) {
        this.pages = pages;
        this.invitations = invitations;
        this.workspaces = workspaces;
        this.users = users;
        this.sessions = sessions;
        this.limits = limits;
    }

    @PublicEndpoint
    @GetMapping("/invitations/{token}")
    View invitation(@PathVariable String token) {
        return page(200, open(token), "", "");
    }

    @PublicEndpoint
    @PostMapping("/invitations/{token}")
    View accept(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        Invitation invitation = open(token);
        FormView.onError(request, errors -> page(422, invitation, name, errors.first()));
        if (!limits.mayTry(request, invitation.email())) {
            throw new BadInput("password", "Too many tries. Wait ten minutes.");
        }
        int user = invitations.accept(invitation, token, name, password).orElseThrow(() -> new NotFound("invitation"));
        sessions.begin(request, user);
        sessions.lookAt(request, invitation.workspace());
        return Redirect.to("/");
    }

    private Invitation open(String token) {
        Invitation invitation = invitations.find(token);
        if (invitation == null) {
            throw new NotFound("invitation");
        }
        return invitation;
    }

    private View page(int status, Invitation invitation, String name, String error) {
        return pages.page(
                status,
                "workspace/settings/invitation",
                Map.of(
                        "invitation", invitation,
                        "workspace", workspaces.get(invitation.workspace()).name(),
                        "known", users.known(invitation.email()).isPresent(),
                        "name", name,
                        "error", error));
    }
}
