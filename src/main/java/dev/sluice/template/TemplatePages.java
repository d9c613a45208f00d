package dev.sluice.template;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Templates and snippets, with what they would say to real people before anybody gets them. */
@Controller
@RequiresRole(Role.MANAGER)
class TemplatePages {
    private static final String PAGE = "/outreach/templates";

    /** What stands in the form. */
    record TemplateInput(String name, String title, String format, String subject, String body) {
        static final TemplateInput EMPTY =
                new TemplateInput("", "", "text", "", "Hello {{first_name|there}},\n\n\n\n{{>signature}}\n");

        static TemplateInput of(Template template) {
            return new TemplateInput(
                    template.name(), template.title(), template.format().code(), template.subject(), template.body());
        }
    }

    private final Pages pages;
    private final Templates templates;
    private final TemplatePreviews previews;
    private final AuditLog audit;

    TemplatePages(Pages pages, Templates templates, TemplatePreviews previews, AuditLog audit) {
        this.pages = pages;
        this.templates = templates;
        this.previews = previews;
        this.audit = audit;
    }

    @GetMapping(PAGE)
    @RequiresRole(Role.MEMBER)
    View list(Member member) {
        return page(200, member, "");
    }

    private View page(int status, Member member, String fault) {
        return pages.page(
                status,
                "template/templates",
                Map.of(
                        "templates", templates.all(member.workspace()),
                        "snippets", templates.snippets(member.workspace()),
                        "may", member.role().covers(Role.MANAGER),
                        "fault", fault));
    }

    @GetMapping(PAGE + "/new")
    View start(Member member) {
        return editor(200, member, TemplateInput.EMPTY, true, List.of());
    }

    @GetMapping(PAGE + "/{name}")
    @RequiresRole(Role.MEMBER)
    View show(Member member, @PathVariable String name) {
        return editor(200, member, TemplateInput.of(templates.get(member.workspace(), name)), false, List.of());
    }

    @PostMapping(PAGE)
    View add(Member member, @RequestParam Map<String, String> fields) {
        TemplateInput written = written(fields, Slug.of(fields.getOrDefault("title", "")));
        try {
            Template made = templates.add(member.workspace(), template(written));
            audit.note(member, "template made", made.name(), Map.of());
            return Redirect.to(PAGE + "/" + made.name());
        } catch (BadInput bad) {
            return editor(422, member, written, true, bad.faults());
        }
    }

    @PostMapping(PAGE + "/{name}")
    View change(Member member, @PathVariable String name, @RequestParam Map<String, String> fields) {
        templates.get(member.workspace(), name);
        TemplateInput written = written(fields, name);
        try {
            Template changed = templates.change(member.workspace(), template(written));
            audit.note(member, "template changed", name, Map.of("version", changed.version()));
            return Redirect.to(PAGE + "/" + name);
        } catch (BadInput bad) {
            return editor(422, member, written, false, bad.faults());
        }
    }

    @PostMapping(PAGE + "/{name}/removal")
    View remove(Member member, @PathVariable String name) {
        Template template = templates.get(member.workspace(), name);
        try {
            templates.delete(member.workspace(), name);
            audit.note(member, "template removed", name, Map.of());
            return Redirect.to(PAGE);
        } catch (BadInput bad) {
            return editor(422, member, TemplateInput.of(template), false, bad.faults());
        }
    }

    @PostMapping("/outreach/snippets")
    View snippet(
            Member member,
            @RequestParam(defaultValue = "") String snippet,
            @RequestParam(defaultValue = "") String text) {
        try {
            templates.snippet(member.workspace(), snippet.strip(), text);
            audit.note(member, "snippet saved", snippet.strip(), Map.of());
            return Redirect.to(PAGE + "#snippets");
        } catch (BadInput bad) {
            return page(422, member, bad.faults().getFirst().sentence());
        }
    }

    /** What it would say to somebody: a person by address, or one made up where none is named. */
    @PostMapping("/outreach/preview")
    @RequiresRole(Role.MEMBER)
    View preview(Member member, @RequestParam Map<String, String> fields) {
        Map<String, Object> shown = new HashMap<>();
        try {
            shown.put(
                    "preview",
                    previews.of(member, template(written(fields, "preview")), fields.getOrDefault("reader", "")));
            shown.put("fault", "");
        } catch (BadInput bad) {
            shown.put("preview", TemplatePreviews.Shown.NOTHING);
            shown.put("fault", bad.faults().getFirst().sentence());
        }
        return pages.page("template/preview", shown);
    }

    private View editor(
            int status, Member member, TemplateInput written, boolean fresh, List<BadInput.FieldError> faults) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("written", written);
        shown.put("fresh", fresh);
        shown.put("faults", faults);
        shown.put("may", member.role().covers(Role.MANAGER));
        shown.put("usedBy", fresh ? List.of() : templates.usedBy(member.workspace(), written.name()));
        shown.put("snippets", templates.snippets(member.workspace()));
        return pages.page(status, "template/template", shown);
    }

    private static Template template(TemplateInput written) {
        return Template.written(
                written.name(),
                written.title().isBlank() && written.name().equals("preview") ? "Preview" : written.title(),
                written.format(),
                written.subject(),
                written.body());
    }

    private static TemplateInput written(Map<String, String> fields, String name) {
        return new TemplateInput(
                name,
                fields.getOrDefault("title", ""),
                fields.getOrDefault("format", "text"),
                fields.getOrDefault("subject", ""),
                fields.getOrDefault("body", ""));
    }
}
