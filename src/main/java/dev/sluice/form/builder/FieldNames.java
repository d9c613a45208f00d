package dev.sluice.form.builder;

import java.util.Map;

/** What the pages call the fields of a form or an offer whose errors the API names by their keys. */
final class FieldNames {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("name", "Name"),
            Map.entry("slug", "Address"),
            Map.entry("headline", "Headline"),
            Map.entry("text", "Text"),
            Map.entry("button", "Button"),
            Map.entry("thanks", "Thank-you text"),
            Map.entry("redirect", "Page after sending"),
            Map.entry("accent", "Colour"),
            Map.entry("source", "Source"),
            Map.entry("problem", "Problem"),
            Map.entry("offer", "Offer"),
            Map.entry("remember", "Cookie"),
            Map.entry("consent", "Consent"),
            Map.entry("fields", "Questions"),
            Map.entry("many_fields_accepted", "Number of questions"),
            Map.entry("kind", "Kind"),
            Map.entry("url", "Link"));

    private FieldNames() {}

    /** In words: "fields[1].label" is of question 2. */
    static String of(String field) {
        String head = field.replaceAll("[.\\[].*", "");
        String name = NAMES.getOrDefault(head, head.replace('_', ' '));
        return field.matches("fields\\[\\d{1,3}].*")
                ? "Question "
                        + (Integer.parseInt(
                                        field.replaceAll("\\D+", " ").strip().split(" ")[0])
                                + 1)
                : name;
    }
}
