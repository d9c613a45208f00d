package dev.sluice.form;

import dev.sluice.form.FormDefinition.ConsentBox;
import dev.sluice.form.FormDefinition.FormField;
import dev.sluice.form.FormDefinition.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a form's definition as JSON, in the shape that {@link FormReader} reads. */
final class FormJson {
    private FormJson() {}

    static Map<String, Object> of(FormDefinition form) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("headline", form.headline());
        json.put("text", form.text());
        json.put("button", form.button());
        json.put("thanks", form.thanks());
        json.put("redirect", form.redirect());
        json.put("accent", form.accent().code());
        json.put("source", form.source());
        json.put("problem", form.problem());
        json.put("offer", form.offer());
        json.put("remember", form.remember().code());
        json.put("consent", form.consent() == null ? null : consent(form.consent()));
        json.put("fields", form.fields().stream().map(FormJson::field).toList());
        json.put("many_fields_accepted", form.manyAccepted());
        return json;
    }

    private static Map<String, Object> consent(ConsentBox consent) {
        return Map.of(
                "wording", consent.wording(),
                "required", consent.required(),
                "double_opt_in", consent.doubleOptIn());
    }

    private static Map<String, Object> field(FormField field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trait", field.trait());
        json.put("label", field.label());
        json.put("type", field.type().code());
        json.put("required", field.required());
        if (field.type() == Type.SELECT) {
            json.put("options", field.options());
        }
        return json;
    }
}
