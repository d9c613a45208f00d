package dev.sluice.template;

import dev.sluice.person.Person;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of templates: which there are beside a person's traits, and their values. */
final class RecipientFields {
    /** Fields beside a person's traits, with their descriptions, in the order of the page. */
    static final Map<String, String> STANDARD = ordered(
            "first_name", "First name, taken from the name where it is not known apart",
            "last_name", "Last name",
            "name", "Full name",
            "company", "Name of the company",
            "role", "Role",
            "sender_name", "Whoever has the lead, or your company",
            "sender_first_name", "The first name of whoever has the lead, or your company",
            "owner_name", "Whoever has the lead; nothing where nobody has",
            "owner_email", "The owner's address",
            "workspace", "Your company",
            "asset_name", "What was asked for or downloaded",
            "asset_link", "A personal link to it; its use is seen");

    private RecipientFields() {}

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ordered.put(pairs[i], pairs[i + 1]);
        }
        return ordered;
    }

    static Map<String, String> of(Person person, @Nullable Member owner, Workspace workspace) {
        Map<String, String> values = new HashMap<>();
        person.traits().forEach((name, value) -> values.put(name, text(value)));
        put(values, "email", person.email());
        put(values, "name", person.name());
        put(values, "role", person.role());
        put(values, "phone", person.phone());
        put(values, "company", person.companyName());
        return complete(values, owner, workspace);
    }

    /** The same for an invented person with these traits. */
    static Map<String, String> of(Map<String, String> traits, @Nullable Member owner, Workspace workspace) {
        return complete(new HashMap<>(traits), owner, workspace);
    }

    private static Map<String, String> complete(
            Map<String, String> values, @Nullable Member owner, Workspace workspace) {
        String name = values.getOrDefault("name", "").strip();
        if (!name.isEmpty() && values.getOrDefault("first_name", "").isBlank()) {
            values.put("first_name", name.split("\\s+")[0]);
        }
        if (name.isEmpty()) {
            String both = (values.getOrDefault("first_name", "") + " " + values.getOrDefault("last_name", "")).strip();
            put(values, "name", both);
        }
        values.put("workspace", workspace.name());
        values.put("sender_name", owner == null ? workspace.name() : owner.name());
        values.put(
                "sender_first_name",
                owner == null ? workspace.name() : owner.name().split("\\s+")[0]);
        if (owner != null) {
            values.put("owner_name", owner.name());
            values.put("owner_email", owner.email());
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Number number when number.doubleValue() == number.longValue() -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }
}
