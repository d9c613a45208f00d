package dev.sluice.form;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a form's definition, read value by value; collects every error with its field. */
final class FormDefinitionInput {
    private final Map<String, ?> json;
    private final List<BadInput.FieldError> errors = new ArrayList<>();

    FormDefinitionInput(Map<String, ?> json) {
        this.json = json;
    }

    List<BadInput.FieldError> errors() {
        return errors;
    }

    void error(String field, String message) {
        errors.add(new BadInput.FieldError(field, message));
    }

    @Nullable
    Object value(String name) {
        return json.get(name);
    }

    <E extends Enum<E>> E choice(String name, E fallback, E[] choices) {
        String text = text(name, 50);
        if (text.isEmpty()) {
            return fallback;
        }
        List<String> codes = new ArrayList<>();
        for (E choice : choices) {
            String code = choice.name().toLowerCase(Locale.ROOT);
            if (code.equals(text)) {
                return choice;
            }
            codes.add(code);
        }
        error(name, "Choose one of " + String.join(", ", codes) + ".");
        return fallback;
    }

    String required(String name, int maxLength) {
        String text = text(name, maxLength);
        if (text.isEmpty()) {
            error(name, "The " + name + " is missing; say in a few words what the visitor gets.");
        }
        return text;
    }

    String text(String name, int maxLength) {
        Object value = json.get(name);
        if (value != null && !(value instanceof String)) {
            error(name, "This is text, in quotes.");
            return "";
        }
        if (value instanceof String text && text.strip().length() > maxLength) {
            error(name, "This is longer than " + maxLength + " characters; shorten it.");
        }
        return truncated(value, maxLength);
    }

    boolean flag(String name) {
        return flag(json, name, name);
    }

    /** A flag of a nested object; {@code path} is where errors name it. */
    boolean flag(Map<?, ?> object, String name, String path) {
        Object value = object.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        error(path, "This is true or false.");
        return false;
    }

    static String truncated(@Nullable Object value, int maxLength) {
        return value instanceof String text ? StorableText.clip(text.strip(), maxLength) : "";
    }
}
