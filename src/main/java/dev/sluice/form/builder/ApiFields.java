package dev.sluice.form.builder;

import dev.sluice.platform.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks and reads the fields of a JSON body. */
final class ApiFields {
    private ApiFields() {}

    static String text(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    static void check(Map<String, Object> json, Set<String> names) {
        List<BadInput.FieldError> unknown = json.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .map(name -> new BadInput.FieldError(
                        name,
                        "There is no such field; known are "
                                + names.stream().sorted().toList() + "."))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInput(unknown);
        }
    }
}
