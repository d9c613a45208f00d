package dev.sluice.form;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form as stored; {@code slug} is its public address and never changes. */
public record Form(
        String slug, String name, boolean enabled, FormDefinition definition, Instant createdAt, Instant updatedAt) {
    /** The source of its signals: the one it names, or its own name. */
    String sourceName() {
        return definition.source().isEmpty() ? name : definition.source();
    }

    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slug", slug);
        json.put("name", name);
        json.put("enabled", enabled);
        json.putAll(definition.asJson());
        json.put("created_at", createdAt.toString());
        json.put("updated_at", updatedAt.toString());
        return json;
    }
}
