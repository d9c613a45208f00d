package dev.sluice.sample;

import dev.sluice.form.FormProvisioning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The three forms of the firm; two of them give an offer for an address. */
final class SampleForms {
    static final String CONTACT = "Contact us";
    static final String CHECKLIST = "Audit checklist";
    static final String BUDGET = "IT budget template";
    private static final Map<String, Object> EMAIL = field("email", "Work e-mail", true);
    private static final Map<String, Object> ROLE = field("role", "Your role", true);
    private static final Map<String, Object> SIZE = field("company_size", "How many people work there?", false);

    private SampleForms() {}

    static void in(int workspace, FormProvisioning forms) {
        offer(forms, workspace, "audit-checklist", "15-point audit checklist", "checklist");
        offer(forms, workspace, "it-budget", "IT budget template", "template");
        form(
                forms,
                workspace,
                "contact",
                CONTACT,
                "Talk to somebody who answers for your IT",
                List.of(EMAIL, field("name", "Your name", true), field("role", "Your role", false), SIZE),
                null);
        form(
                forms,
                workspace,
                "audit-checklist",
                CHECKLIST,
                "Pass your next audit: 15 points to check today",
                List.of(EMAIL, ROLE, SIZE),
                "audit-checklist");
        form(
                forms,
                workspace,
                "it-budget",
                BUDGET,
                "What should your IT cost? A template with the usual figures",
                List.of(EMAIL, ROLE, SIZE),
                "it-budget");
    }

    private static void offer(FormProvisioning forms, int workspace, String slug, String name, String kind) {
        forms.offer(
                workspace,
                Map.of(
                        "slug", slug,
                        "name", name,
                        "kind", kind,
                        "url", "https://www.harbour-it.example/files/" + slug + ".pdf",
                        "problem", "An audit or an outage is near"));
    }

    private static void form(
            FormProvisioning forms,
            int workspace,
            String slug,
            String name,
            String headline,
            List<Map<String, Object>> fields,
            @Nullable String offer) {
        Map<String, Object> json = new HashMap<>(
                Map.of("slug", slug, "name", name, "headline", headline, "source", name, "fields", fields));
        if (offer != null) {
            json.put("offer", offer);
        }
        forms.form(workspace, json);
    }

    private static Map<String, Object> field(String trait, String label, boolean required) {
        return Map.of("trait", trait, "label", label, "required", required);
    }
}
