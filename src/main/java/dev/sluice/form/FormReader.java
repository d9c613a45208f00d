package dev.sluice.form;

import dev.sluice.form.FormDefinition.Accent;
import dev.sluice.form.FormDefinition.ConsentBox;
import dev.sluice.form.FormDefinition.FormField;
import dev.sluice.form.FormDefinition.Remember;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads form definitions from the builder and the API, and names every error with its field and the remedy. */
public final class FormReader {
    static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?");

    private final FormDefinitionInput input;

    private FormReader(FormDefinitionInput input) {
        this.input = input;
    }

    /** The definition, or {@link BadInput} with all errors. */
    public static FormDefinition read(Map<String, ?> json) {
        FormDraft draft = draft(json);
        if (!draft.errors().isEmpty()) {
            throw new BadInput(draft.errors());
        }
        return draft.definition();
    }

    /** The readable part of an unfinished definition, with its errors. */
    public static FormDraft draft(Map<String, ?> json) {
        FormDefinitionInput input = new FormDefinitionInput(json);
        FormDefinition definition = new FormReader(input).definition();
        return new FormDraft(definition, input.errors());
    }

    /** An unfinished definition; with errors it may be previewed but never stored. */
    public record FormDraft(FormDefinition definition, List<BadInput.FieldError> errors) {}

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
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private FormDefinition definition() {
        List<FormField> fields = new FormFieldReader(input).fields();
        boolean manyAccepted = input.flag("many_fields_accepted");
        if (fields.size() > FormDefinition.RECOMMENDED_FIELDS && !manyAccepted) {
            input.error(
                    "many_fields_accepted",
                    "The form asks " + fields.size() + " things. More than " + FormDefinition.RECOMMENDED_FIELDS
                            + " lose leads: remove some, or tick that you want them all.");
        }
        return new FormDefinition(
                input.required("headline", 200),
                input.text("text", 2_000),
                orElse(input.text("button", 60), "Send"),
                orElse(input.text("thanks", 2_000), "Thank you. We have your answers."),
                redirect(),
                input.choice("accent", Accent.BLUE, Accent.values()),
                input.text("source", 100),
                input.text("problem", 200),
                input.text("offer", 60).isEmpty() ? null : input.text("offer", 60),
                input.choice("remember", Remember.AFTER_CONSENT, Remember.values()),
                consent(),
                fields,
                manyAccepted);
    }

    private @Nullable ConsentBox consent() {
        Object value = input.value("consent");
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            input.error("consent", "Consent is an object with wording and required, or null.");
            return null;
        }
        String wording = FormDefinitionInput.truncated(map.get("wording"), 1_000);
        if (wording.isEmpty()) {
            input.error("consent.wording", "Say what the visitor agrees to; the wording is kept as evidence.");
        }
        return new ConsentBox(
                wording,
                input.flag(map, "required", "consent.required"),
                input.flag(map, "double_opt_in", "consent.double_opt_in"));
    }

    private @Nullable String redirect() {
        String text = input.text("redirect", 2_000);
        if (text.isEmpty()) {
            return null;
        }
        String address = https(text);
        if (address == null) {
            input.error(
                    "redirect",
                    "Give a full address that begins with https://, or leave it empty for the thank-you page.");
        }
        return address == null ? text : address;
    }

    private static String orElse(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
