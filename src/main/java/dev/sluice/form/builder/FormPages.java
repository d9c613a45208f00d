package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import dev.sluice.form.Forms;
import dev.sluice.form.builder.FormEditor.EditedForm;
import dev.sluice.form.held.HeldSubmissions;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of forms and the builder. */
@Controller
class FormPages {
    private static final List<String> RESERVED_SLUGS = List.of("new", "draft", "preview", "offers");

    private final Forms forms;
    private final FormStats stats;
    private final HeldSubmissions held;
    private final Pages pages;
    private final FormEditor editor;
    private final AuditLog audit;
    private final Tenancy tenancy;

    FormPages(
            Forms forms,
            FormStats stats,
            HeldSubmissions held,
            Pages pages,
            FormEditor editor,
            AuditLog audit,
            Tenancy tenancy) {
        this.forms = forms;
        this.stats = stats;
        this.held = held;
        this.pages = pages;
        this.editor = editor;
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
        return pages.page(
                "form/builder/list",
                Map.of(
                        "lines",
                        stats.forms(member.workspace(), days),
                        "days",
                        days,
                        "held",
                        held.counts(member.workspace())));
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping("/forms/new")
    View blank(Member member, @RequestParam(required = false) @Nullable String offer) {
        return editor.page(member, EditedForm.of("", "", DefaultForm.definition(offer)));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/forms/{slug}")
    View edit(Member member, @PathVariable String slug) {
        Form form = forms.get(member.workspace(), slug);
        return editor.page(member, EditedForm.of(slug, form.name(), form.definition()));
    }

    /** Moves, removes and adds fields before anything is saved. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/draft")
    View draft(
            Member member,
            HttpServletRequest request,
            @RequestParam String name,
            @RequestParam String known,
            @RequestParam(defaultValue = "") String slug) {
        EditedForm form = EditedForm.draft(known, name, slug, request.getParameterMap());
        boolean exchange = request.getHeader("HX-Request") != null;
        return exchange ? editor.fragment(member, form) : editor.page(member, form);
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
        EditedForm form = EditedForm.draft("", name, slug, request.getParameterMap());
        FormView.onError(request, errors -> editor.withErrors(member, form, errors));
        String address = FormReader.slug(slug);
        if (RESERVED_SLUGS.contains(address)) {
            throw new BadInput("slug", "The address " + address + " is used by Sluice itself; choose another one.");
        }
        FormDefinition definition = FormReader.read(json);
        tenancy.in(member.workspace(), () -> {
            Form made = forms.create(member.workspace(), address, name, definition);
            audit.note(member, "form made", address, FormAuditDetails.of(made));
        });
        return Redirect.to("/forms/" + address);
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/{slug}")
    View change(Member member, HttpServletRequest request, @PathVariable String slug, @RequestParam String name) {
        Form before = forms.get(member.workspace(), slug);
        Map<String, Object> json = FormBuilderInput.json(request.getParameterMap());
        EditedForm form = EditedForm.draft(slug, name, slug, request.getParameterMap());
        FormView.onError(request, errors -> editor.withErrors(member, form, errors));
        FormDefinition definition = FormReader.read(json);
        tenancy.in(member.workspace(), () -> {
            Form changed = forms.change(member.workspace(), slug, name, definition);
            audit.note(member, "form changed", slug, FormAuditDetails.of(changed));
        });
        return Redirect.to("/forms/" + before.slug());
    }
}
