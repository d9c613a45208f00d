package dev.sluice.template;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of templates, and the snippets below it. */
@Controller
@RequiresRole(Role.MANAGER)
class TemplateListPages {
    private final Pages pages;
    private final Templates templates;
    private final AuditLog audit;

    TemplateListPages(Pages pages, Templates templates, AuditLog audit) {
        this.pages = pages;
        this.templates = templates;
        this.audit = audit;
    }

    @GetMapping("/outreach/templates")
    @RequiresRole(Role.MEMBER)
    View list(Member member) {
        return page(200, member, "");
    }

    @PostMapping("/outreach/snippets")
    View saveSnippet(
            Member member,
            @RequestParam(defaultValue = "") String snippet,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest request) {
        FormView.onError(request, errors -> page(422, member, errors.first()));
        templates.snippet(member.workspace(), snippet.strip(), text);
        audit.note(member, "snippet saved", snippet.strip(), Map.of());
        return Redirect.to("/outreach/templates#snippets");
    }

    private View page(int status, Member member, String error) {
        return pages.page(
                status,
                "template/templates",
                Map.of(
                        "templates", templates.all(member.workspace()),
                        "snippets", templates.snippets(member.workspace()),
                        "may", member.role().covers(Role.MANAGER),
                        "fault", error));
    }
}
