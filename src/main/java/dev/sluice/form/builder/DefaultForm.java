package dev.sluice.form.builder;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormDefinition.FormField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that the builder offers as a start, and the usual labels of the standard traits. */
public final class DefaultForm {
    private DefaultForm() {}

    /** Asks only for what scoring needs. */
    public static FormDefinition definition(@Nullable String offer) {
        List<FormField> fields = List.of(
                field("email", true), field("role", true), field("company_size", true), field("question", false));
        return new FormDefinition(
                "Say in one line what they get",
                "",
                "Send it to me",
                "Thank you. We have your answers and will write to you shortly.",
                null,
                FormDefinition.Accent.BLUE,
                "",
                "",
                offer,
                FormDefinition.Remember.AFTER_CONSENT,
                new FormDefinition.ConsentBox(
                        "You may write to me about this and related offers. I can withdraw at any time.", false),
                fields,
                false);
    }

    /** The usual label of a standard trait. */
    static String label(String trait) {
        return switch (trait) {
            case "email" -> "Work e-mail";
            case "name" -> "Your name";
            case "first_name" -> "First name";
            case "last_name" -> "Last name";
            case "company" -> "Company";
            case "role" -> "Your role";
            case "company_size" -> "How many people work there?";
            case "phone" -> "Phone";
            case "country" -> "Country";
            case "question" -> "What made you look for help now?";
            default -> trait;
        };
    }

    private static FormField field(String trait, boolean required) {
        return new FormField(
                trait,
                label(trait),
                FormDefinition.STANDARD.getOrDefault(trait, FormDefinition.Type.TEXT),
                required,
                List.of());
    }
}
