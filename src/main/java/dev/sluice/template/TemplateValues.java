package dev.sluice.template;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** The values of a template's fields: text by name and nothing else, so that no template reaches into objects. */
final class TemplateValues extends AbstractMap<String, Object> {
    private final Map<String, String> values;
    private final Set<String> missing;
    private final boolean html;

    TemplateValues(Map<String, String> values, Set<String> missing, boolean html) {
        this.values = values;
        this.missing = missing;
        this.html = html;
    }

    @Override
    public boolean containsKey(Object key) {
        return true;
    }

    @Override
    public Object get(Object key) {
        String field = String.valueOf(key);
        if (field.startsWith("?")) {
            return !values.getOrDefault(field.substring(1), "").isBlank();
        }
        int bar = field.indexOf('|');
        String name = (bar < 0 ? field : field.substring(0, bar)).strip();
        String value = values.getOrDefault(name, "");
        if (!value.isBlank()) {
            return value;
        }
        if (bar < 0) {
            missing.add(name);
            return "";
        }
        String fallback = field.substring(bar + 1);
        // Markdown has escaped it once already
        return html
                ? fallback.replace("&quot;", "\"")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")
                : fallback;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return Set.of();
    }
}
