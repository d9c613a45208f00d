package dev.sluice.imports.mapping;

import java.util.List;
import java.util.Map;

/** The ids by which files and funnels name stages. */
public final class StageIds {
    /** Offered where somebody says which stage a date column reports; any other id can be typed. */
    public static final List<String> USUAL = List.of("lead", "mql", "sql", "opportunity", "customer");

    private static final Map<String, String> SPELLED_OUT = Map.of(
            "marketingqualifiedlead", "mql",
            "marketing_qualified_lead", "mql",
            "salesqualifiedlead", "sql",
            "sales_qualified_lead", "sql");

    private StageIds() {}

    /** "Marketing qualified lead" is mql; any other value in lower case with underscores. */
    public static String id(String value) {
        String id = KnownHeaders.snake(value);
        return SPELLED_OUT.getOrDefault(id, id);
    }
}
