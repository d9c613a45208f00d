package dev.sluice.form.builder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts the builder's params form to the API's JSON, and applies its buttons that add, move and remove fields. */
final class FormBuilderInput {
    private static final Pattern FIELD = Pattern.compile("field-(\\d{1,3})-(trait|label|type|required|options)");
    private static final Pattern BUTTON = Pattern.compile("(up|down|remove)-(\\d{1,3})|add-([a-z_]{1,50})");

    private FormBuilderInput() {}

    static Map<String, Object> json(Map<String, String[]> params) {
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
            json.put(name, first(params, name));
        }
        json.put("many_fields_accepted", params.containsKey("many_fields_accepted"));
        if (params.containsKey("consent_asked")) {
            json.put(
                    "consent",
                    Map.of(
                            "wording",
                            first(params, "consent_wording"),
                            "required",
                            params.containsKey("consent_required"),
                            "double_opt_in",
                            params.containsKey("consent_double_opt_in")));
        }
        json.put("fields", applyButton(fields(params), first(params, "do")));
        return json;
    }

    static String first(Map<String, String[]> params, String name) {
        String[] values = params.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    private static List<Map<String, Object>> fields(Map<String, String[]> params) {
        Map<Integer, Map<String, Object>> fields = new TreeMap<>();
        params.forEach((name, values) -> {
            Matcher input = FIELD.matcher(name);
            if (input.matches() && values.length > 0) {
                Map<String, Object> field =
                        fields.computeIfAbsent(Integer.valueOf(input.group(1)), n -> new HashMap<>());
                switch (input.group(2)) {
                    case "required" -> field.put("required", true);
                    case "options" ->
                        field.put(
                                "options",
                                Arrays.stream(values[0].split("\\R"))
                                        .map(String::strip)
                                        .toList());
                    default -> field.put(input.group(2), values[0]);
                }
            }
        });
        return new ArrayList<>(fields.values());
    }

    private static List<Map<String, Object>> applyButton(List<Map<String, Object>> fields, String button) {
        Matcher pressed = BUTTON.matcher(button);
        if (!pressed.matches()) {
            return fields;
        }
        if (pressed.group(3) != null) {
            fields.add(newField(pressed.group(3), fields));
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

    private static Map<String, Object> newField(String trait, List<Map<String, Object>> fields) {
        if (!trait.equals("own")) {
            return new HashMap<>(
                    Map.of("trait", trait, "label", DefaultForm.label(trait), "required", trait.equals("email")));
        }
        Function<String, Boolean> exists = name -> fields.stream().anyMatch(field -> name.equals(field.get("trait")));
        int number = 1;
        while (exists.apply("answer_" + number)) {
            number++;
        }
        return new HashMap<>(Map.of("trait", "answer_" + number, "label", "Your question", "type", "text"));
    }
}
