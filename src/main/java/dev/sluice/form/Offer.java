package dev.sluice.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A lead magnet: something of use that a visitor gets for saying who they are, tied to one named problem. */
public record Offer(String slug, String name, String kind, String url, String problem) {
    /** What an offer may be. */
    public static final List<String> KINDS =
            List.of("checklist", "template", "guide", "case_study", "comparison", "webinar", "trial", "other");

    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slug", slug);
        json.put("name", name);
        json.put("kind", kind);
        json.put("url", url);
        json.put("problem", problem);
        return json;
    }
}
