package dev.sluice.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a form asks and shows, and the offer it hands out.
 *
 * @param redirect where a visitor goes after sending, an https address; null for the thank-you page
 * @param source the name of the source its signals come through
 * @param problem the buyer's problem that the form addresses
 * @param offer the slug of the offer it hands out, null for none
 * @param consent the consent it asks for, null for none
 * @param manyAccepted whether its author has confirmed having more than {@link #RECOMMENDED_FIELDS} fields
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
    /** Forms with more fields lose leads. */
    public static final int RECOMMENDED_FIELDS = 4;

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

    /** When a cookie may recognise a visitor's browser. */
    public enum Remember {
        NEVER,
        AFTER_CONSENT,
        ALWAYS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The consent that a form asks for; its wording is stored with the submission as evidence. With
     * {@code doubleOptIn} it counts once it is confirmed by the link in an email.
     */
    public record ConsentBox(String wording, boolean required, boolean doubleOptIn) {
        public ConsentBox(String wording, boolean required) {
            this(wording, required, false);
        }
    }

    /** Types of field. */
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

        public int maxLength() {
            return this == LONG_TEXT ? 4_000 : this == EMAIL ? 254 : 200;
        }
    }

    /** One field: the trait that its answer sets, and how it is asked. */
    public record FormField(String trait, String label, Type type, boolean required, List<String> options) {
        /** The HTML autocomplete token, which lets browsers fill in the field. */
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

    private static final Map<String, List<String>> DERIVED =
            Map.of("email", List.of("email_is_free"), "role", List.of("role_level", "role_function"));

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

    /** What its answers say of a person, with what follows from an answer. */
    public Set<String> traits() {
        return fields.stream()
                .map(FormField::trait)
                .flatMap(trait -> Stream.concat(Stream.of(trait), DERIVED.getOrDefault(trait, List.of()).stream()))
                .collect(Collectors.toSet());
    }

    /** As stored, and as the API gives it. */
    public Map<String, Object> asJson() {
        return FormJson.of(this);
    }
}
