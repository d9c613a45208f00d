package dev.sluice.workspace.access;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.NameRule;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The very first page, which creates the workspace and its owner. */
@Controller
class FirstStartPages {
    private final Pages pages;
    private final Users users;
    private final Workspaces workspaces;
    private final Sessions sessions;

    FirstStartPages(Pages pages, Users users, Workspaces workspaces, Sessions sessions) {
        this.pages = pages;
        this.users = users;
        this.workspaces = workspaces;
        this.sessions = sessions;
    }

    @PublicEndpoint
    @GetMapping("/start")
    View start() {
        return workspaces.ids().isEmpty() ? page(200, "", "", "", "") : Redirect.to("/");
    }

    @PublicEndpoint
    @PostMapping("/start")
    View start(
            @RequestParam(defaultValue = "") String workspace,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        if (!workspaces.ids().isEmpty()) {
            return Redirect.to("/sign-in");
        }
        FormView.onError(request, errors -> page(422, workspace, name, email, errors.first()));
        String business = NameRule.checked("workspace", workspace, "your business");
        Workspaces.FirstOwner owner =
                new Workspaces.FirstOwner(NameRule.checked("name", name, "your name"), Users.address(email), password);
        if (!workspaces.createFirst(business, owner)) {
            return Redirect.to("/sign-in");
        }
        sessions.begin(request, users.known(email).orElseThrow());
        return Redirect.to("/");
    }

    private View page(int status, String workspace, String name, String email, String error) {
        return pages.page(
                status,
                "workspace/access/start",
                Map.of("workspace", workspace, "name", name, "email", email, "error", error));
    }
}
