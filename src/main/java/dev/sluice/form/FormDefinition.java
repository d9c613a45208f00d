package dev.sluice.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a form asks, says and hands out.
 *
 * @param redirect where a visitor goes after sending, an https address; null for the thank-you page
 * @param source the name of the source its signals come through
 * @param problem the one problem of the buyer it is tied to
 * @param offer the slug of the offer it hands out, null for none
 * @param consent the consent it asks for, null for none
 * @param manyAccepted whether somebody has said that more than {@link #FEW} fields are meant
 */
public record FormDefinition(
        String headline,
        String text,
        String button,
        String thanks,
        @Nullable String redirect,
        Accent accent,
        String source,
        String problem,
        @Nullable String offer,
        Remember remember,
        @Nullable ConsentBox consent,
        List<FormField> fields,
        boolean manyAccepted) {
    /** A form that asks more than so much loses leads. */
    public static final int FEW = 4;

    /** The colours a form may take, each readable with white text on it. */
    public enum Accent {
        BLUE,
        TEAL,
        GREEN,
        PURPLE,
        PINK,
        RED,
        ORANGE,
        SLATE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When a visitor's browser may be recognised by a cookie of ours. */
    public enum Remember {
        NEVER,
        AFTER_CONSENT,
        ALWAYS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The consent a visitor is asked for; its wording is kept with the answer as evidence. With {@code doubleOptIn}
     * it counts once it is confirmed by the link in a mail.
     */
    public record ConsentBox(String wording, boolean required, boolean doubleOptIn) {
        public ConsentBox(String wording, boolean required) {
            this(wording, required, false);
        }
    }

    /** The kinds of question. */
    public enum Type {
        EMAIL,
        TEXT,
        LONG_TEXT,
        NUMBER,
        PHONE,
        COUNTRY,
        SELECT,
        YES_NO;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public int longest() {
            return this == LONG_TEXT ? 4_000 : this == EMAIL ? 254 : 200;
        }
    }

    /** One question: the trait its answer becomes, and how it is put. */
    public record FormField(String trait, String label, Type type, boolean required, List<String> options) {
        /** What browsers may fill in by themselves. */
        public String autocomplete() {
            return switch (trait) {
                case "email" -> "email";
                case "name" -> "name";
                case "first_name" -> "given-name";
                case "last_name" -> "family-name";
                case "company" -> "organization";
                case "role" -> "organization-title";
                case "phone" -> "tel";
                case "country" -> "country";
                default -> "off";
            };
        }
    }

    /** The traits every workspace knows, in the order the builder offers them, with the type each always has. */
    public static final Map<String, Type> STANDARD = standard();

    private static Map<String, Type> standard() {
        Map<String, Type> types = new LinkedHashMap<>();
        types.put("email", Type.EMAIL);
        types.put("name", Type.TEXT);
        types.put("first_name", Type.TEXT);
        types.put("last_name", Type.TEXT);
        types.put("company", Type.TEXT);
        types.put("role", Type.TEXT);
        types.put("company_size", Type.NUMBER);
        types.put("phone", Type.PHONE);
        types.put("country", Type.COUNTRY);
        types.put("question", Type.LONG_TEXT);
        return Collections.unmodifiableMap(types);
    }

    /** As stored, and as the API gives it. */
    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("headline", headline);
        json.put("text", text);
        json.put("button", button);
        json.put("thanks", thanks);
        json.put("redirect", redirect);
        json.put("accent", accent.code());
        json.put("source", source);
        json.put("problem", problem);
        json.put("offer", offer);
        json.put("remember", remember.code());
        json.put(
                "consent",
                consent == null
                        ? null
                        : Map.of(
                                "wording",
                                consent.wording(),
                                "required",
                                consent.required(),
                                "double_opt_in",
                                consent.doubleOptIn()));
        json.put("fields", fields.stream().map(FormDefinition::fieldAsJson).toList());
        json.put("many_fields_accepted", manyAccepted);
        return json;
    }

    private static Map<String, Object> fieldAsJson(FormField field) {
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
