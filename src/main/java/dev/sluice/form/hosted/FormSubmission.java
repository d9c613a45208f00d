package dev.sluice.form.hosted;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormDefinition.FormField;
import dev.sluice.form.LiteralText;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.StorableText;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.DeclaredTraits.TraitDeclaration;
import dev.sluice.signal.values.WrittenNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one visitor, read by the form's own fields; other parameters are ignored.
 *
 * @param typed each answer as it was typed, to fill in the form again
 * @param errors messages by field
 * @param traits the answers as traits, typed
 * @param question the answer to the open question
 * @param consented whether the consent box was ticked
 */
public record FormSubmission(
        Map<String, String> typed,
        Map<String, String> errors,
        Map<String, Object> traits,
        @Nullable String question,
        boolean consented) {
    public static final FormSubmission NONE = new FormSubmission(Map.of(), Map.of(), Map.of(), null, false);
    private static final Pattern PHONE = Pattern.compile("[+0-9][0-9 ().,/ext-]{4,39}");
    private static final Pattern EXPONENT = Pattern.compile("\\d[eE]");
    private static final double LARGEST = 1e15;

    public static FormSubmission read(FormDefinition form, Function<String, @Nullable String> posted) {
        Map<String, String> typed = new LinkedHashMap<>();
        Map<String, String> errors = new LinkedHashMap<>();
        Map<String, Object> traits = new HashMap<>();
        for (FormField field : form.fields()) {
            String raw = posted.apply(field.trait());
            String text = raw == null
                    ? ""
                    : field.type() == FormDefinition.Type.LONG_TEXT ? LiteralText.lines(raw) : LiteralText.line(raw);
            if (text.length() > field.type().maxLength()) {
                errors.put(
                        field.trait(),
                        "This is longer than " + field.type().maxLength() + " characters; please shorten it.");
                text = StorableText.clip(text, field.type().maxLength());
            }
            typed.put(field.trait(), text);
            if (text.isEmpty()) {
                if (field.required()) {
                    errors.put(field.trait(), "Please fill in: " + field.label());
                }
                continue;
            }
            read(field, text, traits, errors);
        }
        boolean consented = form.consent() != null && posted.apply("consent") != null;
        typed.put("consent", consented ? "yes" : "");
        if (form.consent() != null && form.consent().required() && !consented) {
            errors.put("consent", "Please tick this box; without it we may not take your answers.");
        }
        Object question = traits.remove("question");
        return new FormSubmission(typed, errors, traits, question == null ? null : question.toString(), consented);
    }

    private static void read(FormField field, String text, Map<String, Object> traits, Map<String, String> errors) {
        switch (field.type()) {
            case TEXT, LONG_TEXT -> traits.put(field.trait(), text);
            case EMAIL -> {
                if (EmailAddress.normal(text) == null) {
                    errors.put(field.trait(), "This is no e-mail address; it should look like name@company.com.");
                } else {
                    traits.put(field.trait(), text);
                }
            }
            case NUMBER -> number(field, text, traits, errors);
            case PHONE -> {
                if (PHONE.matcher(text).matches()) {
                    traits.put(field.trait(), text);
                } else {
                    errors.put(field.trait(), "This is no phone number; use digits, such as +44 20 7946 0018.");
                }
            }
            case COUNTRY -> {
                if (Countries.NAMES.containsKey(text)) {
                    traits.put(field.trait(), text);
                } else {
                    errors.put(field.trait(), "Please choose a country from the list.");
                }
            }
            case SELECT -> {
                if (field.options().contains(text)) {
                    traits.put(field.trait(), text);
                } else {
                    errors.put(field.trait(), "Please choose one of the answers.");
                }
            }
            case YES_NO -> {
                if (text.equals("yes") || text.equals("no")) {
                    traits.put(field.trait(), text.equals("yes"));
                } else {
                    errors.put(field.trait(), "Please choose yes or no.");
                }
            }
        }
    }

    /** What is no number is kept as it was typed where the question is optional: nobody is lost over it. */
    private static void number(FormField field, String text, Map<String, Object> traits, Map<String, String> errors) {
        TraitDeclaration declared = DeclaredTraits.named(field.trait());
        WrittenNumber number = declared != null && declared.unit().equals("people")
                ? WrittenNumber.typedCount(text)
                : WrittenNumber.typed(text);
        if (number != null
                && Math.abs(number.value()) < LARGEST
                && !EXPONENT.matcher(text).find()) {
            traits.put(field.trait(), number.value());
        } else if (!field.required()) {
            traits.put(field.trait(), text);
        } else {
            errors.put(field.trait(), "This is no number; please use digits only, such as 120.");
        }
    }

    /** The visitor's email address, null when they gave none. */
    @Nullable
    public String email() {
        return traits.get("email") instanceof String email ? email : null;
    }

    /** A hash that distinguishes these answers from others sent with the same page. */
    public byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            typed.forEach((trait, text) ->
                    digest.update((trait + "=" + text.length() + ":" + text + "\n").getBytes(StandardCharsets.UTF_8)));
            return digest.digest();
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
