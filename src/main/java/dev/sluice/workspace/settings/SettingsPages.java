package dev.sluice.workspace.settings;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.NameRule;
import dev.sluice.workspace.Regions;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the workspace itself. */
@Controller
class SettingsPages {
    private final Pages pages;
    private final Workspaces workspaces;
    private final AuditLog audit;

    SettingsPages(Pages pages, Workspaces workspaces, AuditLog audit) {
        this.pages = pages;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/settings")
    View settings(Member member) {
        return Redirect.to(member.role().covers(Role.ADMIN) ? "/settings/workspace" : "/settings/profile");
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/workspace")
    View workspace(Member member) {
        return form(200, member, "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/workspace")
    View change(
            Member member,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String timeZone,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam(defaultValue = "") String country,
            HttpServletRequest request) {
        FormView.onError(request, errors -> form(422, member, errors.first()));
        Workspace changed = new Workspace(
                member.workspace(),
                NameRule.checked("name", name, "the workspace's name"),
                Regions.timeZone(timeZone),
                Regions.currency(currency),
                Regions.country(country));
        workspaces.change(changed);
        audit.note(
                member,
                "workspace changed",
                changed.name(),
                Map.of("time_zone", timeZone, "currency", currency, "country", country));
        return Redirect.to("/settings/workspace");
    }

    private View form(int status, Member member, String error) {
        return pages.page(
                status,
                "workspace/settings/workspace",
                Map.of("workspace", workspaces.get(member.workspace()), "error", error));
    }
}
