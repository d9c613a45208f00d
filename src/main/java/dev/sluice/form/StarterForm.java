package dev.sluice.form;

import dev.sluice.workspace.WorkspaceCreated;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the first workspace a form, so that its owner can send it and watch the lead arrive. */
@Component
class StarterForm {
    private final FormProvisioning forms;

    StarterForm(FormProvisioning forms) {
        this.forms = forms;
    }

    @EventListener
    void on(WorkspaceCreated created) {
        if (!created.first()) {
            return;
        }
        forms.form(
                created.workspace(),
                Map.of(
                        "slug", "contact",
                        "name", "Contact us",
                        "headline", "Talk to us",
                        "text", "Tell us what you need; somebody who can help will answer.",
                        "fields",
                                List.of(
                                        field("email", "Work e-mail", true),
                                        field("name", "Your name", true),
                                        field("company_size", "How many people work there?", false),
                                        field("question", "What happened?", false))));
    }

    private static Map<String, Object> field(String trait, String label, boolean required) {
        return Map.of("trait", trait, "label", label, "required", required);
    }
}
