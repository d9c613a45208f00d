package dev.sluice.template;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The editor of templates. */
@Controller
@RequestMapping("/outreach/templates")
@RequiresRole(Role.MANAGER)
class TemplatePages {
    private static final String PAGE = "/outreach/templates";

    private final Pages pages;
    private final Templates templates;
    private final AuditLog audit;

    TemplatePages(Pages pages, Templates templates, AuditLog audit) {
        this.pages = pages;
        this.templates = templates;
        this.audit = audit;
    }

    @GetMapping("/new")
    View create(Member member) {
        return editor(200, member, TemplateInput.EMPTY, true, Map.of());
    }

    @GetMapping("/{name}")
    @RequiresRole(Role.MEMBER)
    View edit(Member member, @PathVariable String name) {
        return editor(200, member, TemplateInput.of(templates.get(member.workspace(), name)), false, Map.of());
    }

    @PostMapping
    View add(Member member, @RequestParam Map<String, String> fields, HttpServletRequest request) {
        TemplateInput input = TemplateInput.of(fields, Slug.of(fields.getOrDefault("title", "")));
        FormView.onError(request, errors -> editor(422, member, input, true, errors.fields()));
        Template added = templates.add(member.workspace(), input.template());
        audit.note(member, "template made", added.name(), Map.of());
        return Redirect.to(PAGE + "/" + added.name());
    }

    @PostMapping("/{name}")
    View change(
            Member member,
            @PathVariable String name,
            @RequestParam Map<String, String> fields,
            HttpServletRequest request) {
        templates.get(member.workspace(), name);
        TemplateInput input = TemplateInput.of(fields, name);
        FormView.onError(request, errors -> editor(422, member, input, false, errors.fields()));
        Template changed = templates.change(member.workspace(), input.template());
        audit.note(member, "template changed", name, Map.of("version", changed.version()));
        return Redirect.to(PAGE + "/" + name);
    }

    @PostMapping("/{name}/removal")
    View remove(Member member, @PathVariable String name, HttpServletRequest request) {
        TemplateInput input = TemplateInput.of(templates.get(member.workspace(), name));
        FormView.onError(request, errors -> editor(422, member, input, false, errors.fields()));
        templates.delete(member.workspace(), name);
        audit.note(member, "template removed", name, Map.of());
        return Redirect.to(PAGE);
    }

    private View editor(int status, Member member, TemplateInput input, boolean fresh, Map<String, String> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("written", input);
        model.put("fresh", fresh);
        model.put("errors", errors);
        model.put("may", member.role().covers(Role.MANAGER));
        model.put("usedBy", fresh ? List.of() : templates.usedBy(member.workspace(), input.name()));
        model.put("snippets", templates.snippets(member.workspace()));
        return pages.page(status, "template/template", model);
    }
}
