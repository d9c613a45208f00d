package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import dev.sluice.form.Forms;
import dev.sluice.form.held.HeldSubmissions;
import dev.sluice.person.MarketingGround;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders the builder of a form: a stored one, a draft, or one with errors. */
@Component
class FormEditor {
    /**
     * The form in the builder.
     *
     * @param existing the slug of the stored form, "" for a new one
     * @param slug the slug as typed
     * @param unused what was typed and is no part of the definition as it is now
     */
    record EditedForm(String existing, String name, String slug, FormDefinition definition, UnusedInput unused) {
        static EditedForm of(String slug, String name, FormDefinition definition) {
            return new EditedForm(slug, name, slug, definition, UnusedInput.of(definition));
        }

        /** A draft as posted. */
        static EditedForm draft(String existing, String name, String slug, Map<String, String[]> params) {
            Map<String, Object> json = FormBuilderInput.json(params);
            return new EditedForm(
                    existing,
                    name,
                    existing.isEmpty() ? slug : existing,
                    FormReader.draft(json).definition(),
                    UnusedInput.of(params, json));
        }
    }

    private final Forms forms;
    private final HeldSubmissions held;
    private final Pages pages;
    private final PublicUrl publicUrl;
    private final MarketingGround ground;

    FormEditor(Forms forms, HeldSubmissions held, Pages pages, PublicUrl publicUrl, MarketingGround ground) {
        this.ground = ground;
        this.forms = forms;
        this.held = held;
        this.pages = pages;
        this.publicUrl = publicUrl;
    }

    View page(Member member, EditedForm form) {
        return render(member, form, Map.of(), 200, "form/builder/edit");
    }

    /** Only the builder's fields, for an exchange without a reload. */
    View fragment(Member member, EditedForm form) {
        return render(member, form, Map.of(), 200, "form/builder/editor");
    }

    /** The builder with what was posted and why it cannot be saved. */
    View withErrors(Member member, EditedForm form, FormView.Errors errors) {
        return render(member, form, errors.fields(), 422, "form/builder/edit");
    }

    private View render(Member member, EditedForm edited, Map<String, String> errors, int status, String template) {
        Form stored = edited.existing().isEmpty() ? null : forms.get(member.workspace(), edited.existing());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("known", stored);
        parameters.put(
                "held", stored == null ? 0L : held.counts(member.workspace()).getOrDefault(stored.slug(), 0L));
        parameters.put("name", edited.name());
        parameters.put("slug", edited.slug());
        parameters.put("form", edited.definition());
        parameters.put("unused", edited.unused());
        parameters.put("offers", forms.offers(member.workspace()));
        parameters.put("errors", errors);
        parameters.put("ground", ground.sentence(member.workspace()));
        parameters.put("host", publicUrl.here(""));
        parameters.put("mayChange", member.role().covers(Role.MANAGER));
        return pages.page(status, template, parameters);
    }
}
