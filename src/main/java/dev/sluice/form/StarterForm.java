package dev.sluice.form;

import dev.sluice.workspace.Industry;
import dev.sluice.workspace.WorkspaceCreated;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives the first workspace a form, so that its owner can send it and watch the lead arrive. It is the one that the
 * first funnel of that industry names, and asks what that funnel's gates need.
 */
@Component
class StarterForm {
    private static final Map<String, Object> EMAIL = field("email", "Work email", true);
    private static final Map<String, Object> SIZE = field("company_size", "How many people work there?", true);

    private final FormProvisioning forms;

    StarterForm(FormProvisioning forms) {
        this.forms = forms;
    }

    @EventListener
    void on(WorkspaceCreated created) {
        if (created.first()) {
            forms.form(created.workspace(), created.industry() == Industry.SOFTWARE ? demo() : contact());
        }
    }

    private static Map<String, Object> contact() {
        return Map.of(
                "slug", "contact",
                "name", "Contact us",
                "headline", "Talk to us",
                "text", "Tell us what you need; someone who can help will answer.",
                "fields",
                        List.of(
                                EMAIL,
                                field("name", "Your name", true),
                                SIZE,
                                field("question", "What can we help you with?", false)));
    }

    private static Map<String, Object> demo() {
        return Map.of(
                "slug", "demo",
                "name", "Ask for a demo",
                "headline", "See it at work",
                "text", "Tell us what you need; we show you how it is done.",
                "fields",
                        List.of(
                                EMAIL,
                                field("name", "Your name", true),
                                SIZE,
                                field("need", "What do you need?", false)));
    }

    private static Map<String, Object> field(String trait, String label, boolean required) {
        return Map.of("trait", trait, "label", label, "required", required);
    }
}
