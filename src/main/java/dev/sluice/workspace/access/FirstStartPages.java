package dev.sluice.workspace.access;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Industry;
import dev.sluice.workspace.NameRule;
import dev.sluice.workspace.NewWorkspace;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.Regions;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
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
        return workspaces.ids().isEmpty() ? page(200, Map.of(), "") : Redirect.to("/");
    }

    @PublicEndpoint
    @PostMapping("/start")
    View start(@RequestParam Map<String, String> input, HttpServletRequest request) {
        if (!workspaces.ids().isEmpty()) {
            return Redirect.to("/sign-in");
        }
        FormView.onError(request, errors -> page(422, input, errors.first()));
        NewWorkspace setup = new NewWorkspace(
                NameRule.checked("workspace", input.getOrDefault("workspace", ""), "your business"),
                industry(input.getOrDefault("industry", "")),
                Regions.timeZone(input.getOrDefault("timeZone", "")),
                Regions.country(input.getOrDefault("country", "")));
        String email = input.getOrDefault("email", "");
        Workspaces.FirstOwner owner = new Workspaces.FirstOwner(
                NameRule.checked("name", input.getOrDefault("name", ""), "your name"),
                Users.address(email),
                input.getOrDefault("password", ""));
        if (!workspaces.createFirst(setup, owner)) {
            return Redirect.to("/sign-in");
        }
        sessions.begin(request, users.known(email).orElseThrow());
        return Redirect.to("/");
    }

    private static Industry industry(String code) {
        return Arrays.stream(Industry.values())
                .filter(industry -> industry.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new BadInput("industry", "Say what you sell."));
    }

    private View page(int status, Map<String, String> input, String error) {
        return pages.page(status, "workspace/access/start", Map.of("input", input, "error", error));
    }
}
