package dev.sluice.form.held;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition.FormField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission that looks like a bot's.
 *
 * @param at when it was sent
 * @param message the id of the message under which it is recorded once accepted
 * @param personId who it is about, where the log has it as a bot's already
 * @param visitor the anonymous id of the browser
 * @param traits the answers, by trait
 * @param data what else came with it: the page, the campaign, the open question
 * @param consentKind the kind of the signal that says whether they agreed
 * @param consent the wording that they answered; null where none of it is recorded yet
 */
public record HeldSubmission(
        UUID id,
        String slug,
        Instant at,
        HoldReason reason,
        String message,
        int sourceId,
        @Nullable Long personId,
        @Nullable String email,
        @Nullable String visitor,
        Map<String, Object> traits,
        Map<String, Object> data,
        @Nullable String consentKind,
        @Nullable String consent) {
    /** One answer as the form asked for it. */
    public record HeldAnswer(String label, String text) {}

    /** The answers with the form's own labels, in its order, then what else was sent. */
    public List<HeldAnswer> answers(Form form) {
        Map<String, Object> rest = new LinkedHashMap<>(traits);
        Object question = data.get("question");
        if (question != null) {
            rest.put("question", question);
        }
        List<HeldAnswer> answers = new ArrayList<>();
        for (FormField field : form.definition().fields()) {
            Object value = rest.remove(field.trait());
            if (value != null) {
                answers.add(new HeldAnswer(field.label(), value.toString()));
            }
        }
        rest.forEach((trait, value) -> answers.add(new HeldAnswer(trait.replace('_', ' '), String.valueOf(value))));
        return answers;
    }

    Map<String, Object> asJson() {
        Map<String, Object> json = new HashMap<>();
        json.put("id", id.toString());
        json.put("form", slug);
        json.put("at", at.toString());
        json.put("reason", reason.code());
        json.put("email", email);
        json.put("answers", traits);
        json.put("question", data.get("question"));
        return json;
    }
}
