package dev.sluice.form;

import dev.sluice.form.FormDefinition.Accent;
import dev.sluice.form.FormDefinition.ConsentBox;
import dev.sluice.form.FormDefinition.FormField;
import dev.sluice.form.FormDefinition.Remember;
import dev.sluice.form.FormDefinition.Type;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the builder and the API hand in, and names every fault with its field and the remedy. */
public final class FormReader {
    static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?");
    private static final Pattern TRAIT = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final Set<String> NOT_ASKED = Set.of(
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
    private static final int MOST_FIELDS = 20;
    private static final int MOST_OPTIONS = 100;

    private final Map<String, ?> json;
    private final List<BadInput.FieldError> faults = new ArrayList<>();

    private FormReader(Map<String, ?> json) {
        this.json = json;
    }

    /** The definition, or {@link BadInput} with everything that is wrong with it. */
    public static FormDefinition read(Map<String, ?> json) {
        FormDraft draft = draft(json);
        if (!draft.faults().isEmpty()) {
            throw new BadInput(draft.faults());
        }
        return draft.definition();
    }

    /** What can be made of it, with everything that is wrong with it, for one who is still writing. */
    public static FormDraft draft(Map<String, ?> json) {
        FormReader reader = new FormReader(json);
        FormDefinition definition = reader.definition();
        return new FormDraft(definition, reader.faults);
    }

    /** A definition in the making; with faults it may be shown but never stored. */
    public record FormDraft(FormDefinition definition, List<BadInput.FieldError> faults) {}

    /** A form's or offer's public name in its address. */
    public static String slug(@Nullable Object value) {
        String slug = value instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
        if (!SLUG.matcher(slug).matches()) {
            throw new BadInput(
                    "slug",
                    "Use 1 to 60 small letters, digits and hyphens, such as security-audit, beginning with a letter or digit.");
        }
        return slug;
    }

    /** An https address as stored, or null when it is none. */
    static @Nullable String https(String text) {
        try {
            URI uri = new URI(StorableText.text(text).strip());
            boolean good = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && text.length() <= 2_000;
            return good ? uri.toASCIIString() : null;
        } catch (URISyntaxException unreadable) {
            return null;
        }
    }

    private FormDefinition definition() {
        List<FormField> fields = fields();
        boolean manyAccepted = flag(json, "many_fields_accepted", "many_fields_accepted");
        if (fields.size() > FormDefinition.FEW && !manyAccepted) {
            fault(
                    "many_fields_accepted",
                    "The form asks " + fields.size() + " things. More than " + FormDefinition.FEW
                            + " lose leads: remove some, or tick that you want them all.");
        }
        return new FormDefinition(
                needed("headline", 200),
                text("text", 2_000),
                orElse(text("button", 60), "Send"),
                orElse(text("thanks", 2_000), "Thank you. We have your answers."),
                redirect(),
                choice("accent", Accent.BLUE, Accent.values()),
                text("source", 100),
                text("problem", 200),
                text("offer", 60).isEmpty() ? null : text("offer", 60),
                choice("remember", Remember.AFTER_CONSENT, Remember.values()),
                consent(),
                fields,
                manyAccepted);
    }

    private List<FormField> fields() {
        if (!(json.get("fields") instanceof List<?> list) || list.isEmpty()) {
            fault("fields", "A form needs at least one field: give the e-mail address.");
            return List.of();
        }
        if (list.size() > MOST_FIELDS) {
            fault("fields", "A form holds at most " + MOST_FIELDS + " fields.");
            return List.of();
        }
        List<FormField> fields = new ArrayList<>();
        Set<String> traits = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String at = "fields[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                fault(at, "A field is an object with trait, label, type and required.");
                continue;
            }
            FormField field = field(map, at);
            if (!traits.add(field.trait())) {
                fault(at + ".trait", "The trait " + field.trait() + " is asked twice; remove one of the two.");
            }
            fields.add(field);
        }
        if (!traits.contains("email")) {
            fault("fields", "Nobody can be answered without an address: add the e-mail field.");
        }
        return fields;
    }

    private FormField field(Map<?, ?> map, String at) {
        String trait = clip(map.get("trait"), 50).toLowerCase(Locale.ROOT);
        if (!TRAIT.matcher(trait).matches()) {
            fault(at + ".trait", "A trait's name is small letters, digits and underscores, such as budget_range.");
        } else if (NOT_ASKED.contains(trait)) {
            fault(at + ".trait", trait + " is worked out by Sluice and cannot be asked; choose another name.");
        }
        String label = clip(map.get("label"), 200);
        if (label.isEmpty()) {
            fault(at + ".label", "Say what the visitor is asked, such as Work e-mail.");
        }
        Type fixed = FormDefinition.STANDARD.get(trait);
        Type type = fixed == null ? type(map.get("type"), at) : fixed(fixed, map.get("type"));
        List<String> options = type == Type.SELECT ? options(map.get("options"), at) : List.of();
        return new FormField(trait, label, type, flag(map, "required", at + ".required"), options);
    }

    /** A role may also be chosen from a list; what else a standard trait is stays fixed, or scores could not rely on it. */
    private static Type fixed(Type fixed, @Nullable Object asked) {
        return fixed == Type.TEXT && "select".equals(asked) ? Type.SELECT : fixed;
    }

    private Type type(@Nullable Object value, String at) {
        String code = value == null ? "text" : clip(value, 20);
        for (Type type : Type.values()) {
            if (type.code().equals(code) && type != Type.EMAIL) {
                return type;
            }
        }
        fault(at + ".type", "A field of your own is text, long_text, number, phone, country, select or yes_no.");
        return Type.TEXT;
    }

    private List<String> options(@Nullable Object value, String at) {
        List<String> options = value instanceof List<?> list
                ? list.stream()
                        .map(option -> clip(option, 200))
                        .filter(option -> !option.isEmpty())
                        .distinct()
                        .toList()
                : List.of();
        if (options.size() < 2 || options.size() > MOST_OPTIONS) {
            fault(at + ".options", "A list to choose from has 2 to " + MOST_OPTIONS + " answers, each once.");
        }
        return options;
    }

    private @Nullable ConsentBox consent() {
        Object value = json.get("consent");
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            fault("consent", "Consent is an object with wording and required, or null.");
            return null;
        }
        String wording = clip(map.get("wording"), 1_000);
        if (wording.isEmpty()) {
            fault("consent.wording", "Say what the visitor agrees to; the wording is kept as evidence.");
        }
        return new ConsentBox(
                wording,
                flag(map, "required", "consent.required"),
                flag(map, "double_opt_in", "consent.double_opt_in"));
    }

    private @Nullable String redirect() {
        String text = text("redirect", 2_000);
        if (text.isEmpty()) {
            return null;
        }
        String address = https(text);
        if (address == null) {
            fault(
                    "redirect",
                    "Give a full address that begins with https://, or leave it empty for the thank-you page.");
        }
        return address == null ? text : address;
    }

    private <E extends Enum<E>> E choice(String name, E otherwise, E[] choices) {
        String text = text(name, 50);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<String> codes = new ArrayList<>();
        for (E choice : choices) {
            String code = choice.name().toLowerCase(Locale.ROOT);
            if (code.equals(text)) {
                return choice;
            }
            codes.add(code);
        }
        fault(name, "Choose one of " + String.join(", ", codes) + ".");
        return otherwise;
    }

    private String needed(String name, int longest) {
        String text = text(name, longest);
        if (text.isEmpty()) {
            fault(name, "The " + name + " is missing; say in a few words what the visitor gets.");
        }
        return text;
    }

    private String text(String name, int longest) {
        Object value = json.get(name);
        if (value != null && !(value instanceof String)) {
            fault(name, "This is text, in quotes.");
            return "";
        }
        if (value instanceof String text && text.strip().length() > longest) {
            fault(name, "This is longer than " + longest + " characters; shorten it.");
        }
        return clip(value, longest);
    }

    private boolean flag(Map<?, ?> map, String name, String at) {
        Object value = map.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        fault(at, "This is true or false.");
        return false;
    }

    private static String clip(@Nullable Object value, int longest) {
        return value instanceof String text ? StorableText.clip(text.strip(), longest) : "";
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private void fault(String field, String sentence) {
        faults.add(new BadInput.FieldError(field, sentence));
    }
}
