package dev.sluice.form;

import dev.sluice.form.FormDefinition.FormField;
import dev.sluice.form.FormDefinition.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a form: their traits, labels, types and options. */
final class FormFieldReader {
    private static final Pattern TRAIT = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    /** Traits that Sluice works out, which no form may set. */
    private static final Set<String> COMPUTED = Set.of(
            "consent",
            "email_is_free",
            "identified",
            "stage",
            "fit",
            "engagement",
            "score",
            "owner",
            "source",
            "origin");

    private static final int MAX_FIELDS = 20;
    private static final int MAX_OPTIONS = 100;

    private final FormDefinitionInput input;

    FormFieldReader(FormDefinitionInput input) {
        this.input = input;
    }

    List<FormField> fields() {
        if (!(input.value("fields") instanceof List<?> list) || list.isEmpty()) {
            input.error("fields", "A form needs at least one field: give the e-mail address.");
            return List.of();
        }
        if (list.size() > MAX_FIELDS) {
            input.error("fields", "A form holds at most " + MAX_FIELDS + " fields.");
        }
        List<FormField> fields = new ArrayList<>();
        Set<String> traits = new HashSet<>();
        for (int i = 0; i < Math.min(list.size(), MAX_FIELDS); i++) {
            String at = "fields[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                input.error(at, "A field is an object with trait, label, type and required.");
                continue;
            }
            FormField field = field(map, at);
            if (!traits.add(field.trait())) {
                input.error(at + ".trait", "The trait " + field.trait() + " is asked twice; remove one of the two.");
            }
            fields.add(field);
        }
        if (!traits.contains("email")) {
            input.error("fields", "Nobody can be answered without an address: add the e-mail field.");
        }
        return fields;
    }

    private FormField field(Map<?, ?> map, String at) {
        String trait = FormDefinitionInput.truncated(map.get("trait"), 50).toLowerCase(Locale.ROOT);
        if (!TRAIT.matcher(trait).matches()) {
            input.error(
                    at + ".trait", "A trait's name is small letters, digits and underscores, such as budget_range.");
        } else if (COMPUTED.contains(trait)) {
            input.error(at + ".trait", trait + " is worked out by Sluice and cannot be asked; choose another name.");
        }
        String label = FormDefinitionInput.truncated(map.get("label"), 200);
        if (label.isEmpty()) {
            input.error(at + ".label", "Say what the visitor is asked, such as Work e-mail.");
        }
        Type standard = FormDefinition.STANDARD.get(trait);
        Type type = standard == null ? type(map.get("type"), at) : standard(standard, map.get("type"));
        List<String> options = type == Type.SELECT ? options(map.get("options"), at) : List.of();
        return new FormField(trait, label, type, input.flag(map, "required", at + ".required"), options);
    }

    /** A standard text trait may also be a list to choose from; other types stay fixed, because scores rely on them. */
    private static Type standard(Type type, @Nullable Object requested) {
        return type == Type.TEXT && "select".equals(requested) ? Type.SELECT : type;
    }

    private Type type(@Nullable Object value, String at) {
        String code = value == null ? "text" : FormDefinitionInput.truncated(value, 20);
        for (Type type : Type.values()) {
            if (type.code().equals(code) && type != Type.EMAIL) {
                return type;
            }
        }
        input.error(at + ".type", "A field of your own is text, long_text, number, phone, country, select or yes_no.");
        return Type.TEXT;
    }

    private List<String> options(@Nullable Object value, String at) {
        List<String> options = value instanceof List<?> list
                ? list.stream()
                        .map(option -> FormDefinitionInput.truncated(option, 200))
                        .filter(option -> !option.isEmpty())
                        .distinct()
                        .toList()
                : List.of();
        if (options.size() < 2 || options.size() > MAX_OPTIONS) {
            input.error(at + ".options", "A list to choose from has 2 to " + MAX_OPTIONS + " answers, each once.");
        }
        return options;
    }
}
