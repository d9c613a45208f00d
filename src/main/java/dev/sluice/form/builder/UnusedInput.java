package dev.sluice.form.builder;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormDefinition.ConsentBox;
import java.util.List;
import java.util.Map;

/**
 * What the builder keeps of its inputs although the form does not use it at the moment, so that a choice can be taken
 * back without typing again.
 *
 * @param consent the consent box as typed, asked for or not
 * @param options of each field the answers to choose from, whatever its type
 */
public record UnusedInput(ConsentBox consent, List<List<String>> options) {
    private static final ConsentBox NO_BOX = new ConsentBox("", false, false);

    static UnusedInput of(FormDefinition form) {
        return new UnusedInput(
                form.consent() == null ? NO_BOX : form.consent(),
                form.fields().stream().map(FormDefinition.FormField::options).toList());
    }

    /** @param json what the parameters make, with the fields in the order after the button that was pressed */
    static UnusedInput of(Map<String, String[]> params, Map<String, Object> json) {
        ConsentBox consent = new ConsentBox(
                FormBuilderInput.first(params, "consent_wording"),
                params.containsKey("consent_required"),
                params.containsKey("consent_double_opt_in"));
        return new UnusedInput(
                consent,
                ((List<?>) json.getOrDefault("fields", List.of()))
                        .stream().map(UnusedInput::options).toList());
    }

    /** The answers of the field at that place, one a line. */
    public String lines(int field) {
        return field < options.size() ? String.join("\n", options.get(field)) : "";
    }

    private static List<String> options(Object field) {
        return field instanceof Map<?, ?> map && map.get("options") instanceof List<?> options
                ? options.stream().map(String::valueOf).toList()
                : List.of();
    }
}
