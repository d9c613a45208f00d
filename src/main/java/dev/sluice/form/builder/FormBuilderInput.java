package dev.sluice.form.builder;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormDefinition.FormField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the builder's page posts into the same shape as the API's JSON, and does what its buttons say. */
public final class FormBuilderInput {
    private static final Pattern FIELD = Pattern.compile("field-(\\d{1,3})-(trait|label|type|required|options)");
    private static final Pattern BUTTON = Pattern.compile("(up|down|remove)-(\\d{1,3})|add-([a-z_]{1,50})");

    private FormBuilderInput() {}

    static Map<String, Object> json(Map<String, String[]> posted) {
        Map<String, Object> json = new HashMap<>();
        for (String name : List.of(
                "headline",
                "text",
                "button",
                "thanks",
                "redirect",
                "accent",
                "source",
                "problem",
                "offer",
                "remember")) {
            json.put(name, one(posted, name));
        }
        json.put("many_fields_accepted", posted.containsKey("many_fields_accepted"));
        if (posted.containsKey("consent_asked")) {
            json.put(
                    "consent",
                    Map.of(
                            "wording",
                            one(posted, "consent_wording"),
                            "required",
                            posted.containsKey("consent_required"),
                            "double_opt_in",
                            posted.containsKey("consent_double_opt_in")));
        }
        json.put("fields", pressed(fields(posted), one(posted, "do")));
        return json;
    }

    static String one(Map<String, String[]> posted, String name) {
        String[] values = posted.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    private static List<Map<String, Object>> fields(Map<String, String[]> posted) {
        Map<Integer, Map<String, Object>> fields = new TreeMap<>();
        posted.forEach((name, values) -> {
            Matcher part = FIELD.matcher(name);
            if (part.matches() && values.length > 0) {
                Map<String, Object> field =
                        fields.computeIfAbsent(Integer.valueOf(part.group(1)), n -> new HashMap<>());
                switch (part.group(2)) {
                    case "required" -> field.put("required", true);
                    case "options" ->
                        field.put(
                                "options",
                                Arrays.stream(values[0].split("\\R"))
                                        .map(String::strip)
                                        .toList());
                    default -> field.put(part.group(2), values[0]);
                }
            }
        });
        return new ArrayList<>(fields.values());
    }

    private static List<Map<String, Object>> pressed(List<Map<String, Object>> fields, String button) {
        Matcher pressed = BUTTON.matcher(button);
        if (!pressed.matches()) {
            return fields;
        }
        if (pressed.group(3) != null) {
            fields.add(added(pressed.group(3), fields));
            return fields;
        }
        int at = Integer.parseInt(pressed.group(2));
        if (at >= fields.size()) {
            return fields;
        }
        Map<String, Object> field = fields.remove(at);
        switch (pressed.group(1)) {
            case "up" -> fields.add(Math.max(0, at - 1), field);
            case "down" -> fields.add(Math.min(fields.size(), at + 1), field);
            default -> {
                // removed
            }
        }
        return fields;
    }

    private static Map<String, Object> added(String trait, List<Map<String, Object>> fields) {
        if (!trait.equals("own")) {
            return new HashMap<>(Map.of("trait", trait, "label", label(trait), "required", trait.equals("email")));
        }
        Function<String, Boolean> taken = name -> fields.stream().anyMatch(field -> name.equals(field.get("trait")));
        int number = 1;
        while (taken.apply("answer_" + number)) {
            number++;
        }
        return new HashMap<>(Map.of("trait", "answer_" + number, "label", "Your question", "type", "text"));
    }

    /** How a standard trait is usually asked. */
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

    /** What a new form begins with: what scoring needs, and nothing more. */
    public static FormDefinition beginning(@Nullable String offer) {
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

    private static FormField field(String trait, boolean required) {
        return new FormField(
                trait,
                label(trait),
                FormDefinition.STANDARD.getOrDefault(trait, FormDefinition.Type.TEXT),
                required,
                List.of());
    }
}
