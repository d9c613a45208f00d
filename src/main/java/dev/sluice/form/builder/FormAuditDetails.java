package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the audit log stores about a change of a form. */
final class FormAuditDetails {
    private FormAuditDetails() {}

    /** The number of fields, and the warning that its author has overridden by having many. */
    static Map<String, Object> of(Form form) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("fields", form.definition().fields().size());
        if (form.definition().fields().size() > FormDefinition.RECOMMENDED_FIELDS) {
            details.put("overruled", "more than " + FormDefinition.RECOMMENDED_FIELDS + " fields");
        }
        return details;
    }
}
