package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import dev.sluice.form.Forms;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of forms and the builder. */
@Controller
class FormPages {
    private static final List<String> PAGES_OF_OURS = List.of("new", "draft", "preview", "offers");

    private final Forms forms;
    private final FormStats figures;
    private final Pages pages;
    private final AuditLog audit;
    private final Tenancy tenancy;
    private final PublicUrl address;

    FormPages(Forms forms, FormStats figures, Pages pages, AuditLog audit, Tenancy tenancy, PublicUrl address) {
        this.address = address;
        this.forms = forms;
        this.figures = figures;
        this.pages = pages;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @Bean
    static NavEntry formsEntry() {
        return new NavEntry(60, "forms", "Forms", "/forms", "forms");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/forms")
    View list(Member member, @RequestParam(defaultValue = "30") int days) {
        return pages.page("form/builder/list", Map.of("lines", figures.forms(member.workspace(), days), "days", days));
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping("/forms/new")
    View blank(Member member, @RequestParam(required = false) @Nullable String offer) {
        return editor(member, "", "", FormBuilderInput.beginning(offer), List.of(), 200, "form/builder/edit");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/forms/{slug}")
    View edit(Member member, @PathVariable String slug) {
        Form form = forms.get(member.workspace(), slug);
        return editor(member, slug, form.name(), form.definition(), List.of(), 200, "form/builder/edit");
    }

    /** What the builder's buttons do before anything is saved: move, remove and add fields. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/draft")
    View draft(Member member, HttpServletRequest request, @RequestParam String name, @RequestParam String known) {
        FormReader.FormDraft draft = FormReader.draft(FormBuilderInput.json(request.getParameterMap()));
        boolean part = request.getHeader("HX-Request") != null;
        return editor(
                member,
                known,
                name,
                draft.definition(),
                List.of(),
                200,
                part ? "form/builder/editor" : "form/builder/edit");
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/forms/preview")
    View preview(HttpServletRequest request) {
        FormReader.FormDraft draft = FormReader.draft(FormBuilderInput.json(request.getParameterMap()));
        return pages.page("form/builder/preview", Map.of("form", draft.definition()));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms")
    View create(Member member, HttpServletRequest request, @RequestParam String name, @RequestParam String slug) {
        Map<String, Object> json = FormBuilderInput.json(request.getParameterMap());
        try {
            String address = FormReader.slug(slug);
            if (PAGES_OF_OURS.contains(address)) {
                throw new BadInput("slug", "The address " + address + " is used by Sluice itself; choose another one.");
            }
            FormDefinition definition = FormReader.read(json);
            tenancy.in(member.workspace(), () -> {
                Form form = forms.create(member.workspace(), address, name, definition);
                audit.note(member, "form made", address, details(form));
            });
            return Redirect.to("/forms/" + address);
        } catch (BadInput refused) {
            FormDefinition draft = FormReader.draft(json).definition();
            return refused(member, "", name, slug, draft, refused.faults());
        }
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/{slug}")
    View change(Member member, HttpServletRequest request, @PathVariable String slug, @RequestParam String name) {
        Form before = forms.get(member.workspace(), slug);
        Map<String, Object> json = FormBuilderInput.json(request.getParameterMap());
        try {
            FormDefinition definition = FormReader.read(json);
            tenancy.in(member.workspace(), () -> {
                Form form = forms.change(member.workspace(), slug, name, definition);
                audit.note(member, "form changed", slug, details(form));
            });
            return Redirect.to("/forms/" + before.slug());
        } catch (BadInput refused) {
            FormDefinition draft = FormReader.draft(json).definition();
            return refused(member, slug, name, slug, draft, refused.faults());
        }
    }

    /** Closes the form: it takes no answers any more, at once. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/{slug}/closure")
    View close(Member member, @PathVariable String slug) {
        return enable(member, slug, false);
    }

    /** Opens it again. */
    @RequiresRole(Role.MANAGER)
    @DeleteMapping("/forms/{slug}/closure")
    View open(Member member, @PathVariable String slug) {
        return enable(member, slug, true);
    }

    /** Opens it again, for browsers without a script. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/{slug}/opening")
    View openPosted(Member member, @PathVariable String slug) {
        return enable(member, slug, true);
    }

    private View enable(Member member, String slug, boolean enabled) {
        tenancy.in(member.workspace(), () -> {
            forms.enable(member.workspace(), slug, enabled);
            audit.note(member, enabled ? "form opened" : "form closed", slug, Map.of());
        });
        return Redirect.to("/forms/" + slug);
    }

    /** What the audit log keeps of a change; more fields than few are an overruled warning. */
    static Map<String, Object> details(Form form) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("fields", form.definition().fields().size());
        if (form.definition().fields().size() > FormDefinition.FEW) {
            details.put("overruled", "more than " + FormDefinition.FEW + " fields");
        }
        return details;
    }

    private View refused(
            Member member,
            String known,
            String name,
            String slug,
            FormDefinition draft,
            List<BadInput.FieldError> faults) {
        return editor(member, known, name, slug, draft, faults, 422, "form/builder/edit");
    }

    private View editor(
            Member member,
            String known,
            String name,
            FormDefinition definition,
            List<BadInput.FieldError> faults,
            int status,
            String template) {
        return editor(member, known, name, known, definition, faults, status, template);
    }

    private View editor(
            Member member,
            String known,
            String name,
            String slug,
            FormDefinition definition,
            List<BadInput.FieldError> faults,
            int status,
            String template) {
        Map<String, Object> parameters = new HashMap<>();
        Form form = known.isEmpty() ? null : forms.get(member.workspace(), known);
        parameters.put("known", form);
        parameters.put("name", name);
        parameters.put("slug", slug);
        parameters.put("form", definition);
        parameters.put("offers", forms.offers(member.workspace()));
        parameters.put("faults", faults);
        parameters.put("host", address.here(""));
        parameters.put("mayChange", member.role().covers(Role.MANAGER));
        return pages.page(status, template, parameters);
    }
}
