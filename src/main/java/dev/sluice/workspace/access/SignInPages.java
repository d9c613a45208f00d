package dev.sluice.workspace.access;

import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Signing in and out. */
@Controller
class SignInPages {
    private final Pages pages;
    private final Users users;
    private final Workspaces workspaces;
    private final Sessions sessions;
    private final SignInLimits limits;

    SignInPages(Pages pages, Users users, Workspaces workspaces, Sessions sessions, SignInLimits limits) {
        this.limits = limits;
        this.pages = pages;
        this.users = users;
        this.workspaces = workspaces;
        this.sessions = sessions;
    }

    @PublicEndpoint
    @GetMapping("/sign-in")
    View signIn(@RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
        if (workspaces.ids().isEmpty()) {
            return Redirect.to("/start");
        }
        return sessions.member(request) == null
                ? form(200, "", next, "")
                : Redirect.to(AccessDeniedResponses.local(next));
    }

    @PublicEndpoint
    @PostMapping("/sign-in")
    View signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!limits.mayTry(request, Users.plain(email))) {
            response.setHeader("Retry-After", "600");
            return form(
                    429, email, next, "Too many tries. Wait ten minutes, or use a browser you signed in with before.");
        }
        Integer user = users.check(email, password);
        if (user == null) {
            return form(401, email, next, "That address and password do not fit together.");
        }
        sessions.begin(request, user);
        limits.wasRight(request, Users.plain(email));
        limits.remember(request, response, user);
        return Redirect.to(AccessDeniedResponses.local(next));
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/sign-out")
    View signOut(HttpServletRequest request) {
        sessions.end(request);
        return Redirect.to("/sign-in");
    }

    private View form(int status, String email, String next, String error) {
        return pages.page(
                status,
                "workspace/access/sign-in",
                Map.of("email", email, "next", AccessDeniedResponses.local(next), "error", error));
    }
}
