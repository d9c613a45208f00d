package dev.sluice.workspace.settings;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.NameRule;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.access.Sessions;
import dev.sluice.workspace.access.SignInLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the name and password of the signed-in user, and the workspace they look at. */
@Controller
class ProfilePages {
    private final Pages pages;
    private final Users users;
    private final Sessions sessions;
    private final SignInLimits limits;
    private final AuditLog audit;

    ProfilePages(Pages pages, Users users, Sessions sessions, SignInLimits limits, AuditLog audit) {
        this.pages = pages;
        this.users = users;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/settings/profile")
    View profile(Member member, @RequestParam(defaultValue = "") String done) {
        return page(
                200,
                member,
                done.equals("password") ? "Your password is changed; other browsers are signed out." : "",
                "");
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/settings/profile")
    View rename(Member member, @RequestParam(defaultValue = "") String name, HttpServletRequest request) {
        FormView.onError(request, errors -> page(422, member, "", errors.first()));
        users.rename(member.user(), NameRule.checked("name", name, "your name"));
        return Redirect.to("/settings/profile");
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/settings/password")
    View changePassword(
            Member member,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        FormView.onError(request, errors -> page(422, member, "", errors.first()));
        if (!limits.mayTry(request, member.email())) {
            throw new BadInput("old", "Too many tries. Wait ten minutes.");
        }
        if (users.check(member.email(), old) == null) {
            throw new BadInput("old", "This is not your present password.");
        }
        users.changePassword(member.user(), Users.password(password, member.email(), member.name()));
        sessions.renewStamp(request, member);
        audit.note(member, "password changed", member.email(), Map.of());
        return Redirect.to("/settings/profile?done=password");
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/session/workspace")
    View lookAt(Member member, @RequestParam int workspace, HttpServletRequest request) {
        if (users.places(member.user()).stream().noneMatch(choice -> choice.id() == workspace)) {
            throw new NotFound("workspace");
        }
        sessions.lookAt(request, workspace);
        return Redirect.to("/");
    }

    private View page(int status, Member member, String notice, String error) {
        return pages.page(
                status, "workspace/settings/profile", Map.of("member", member, "notice", notice, "error", error));
    }
}
