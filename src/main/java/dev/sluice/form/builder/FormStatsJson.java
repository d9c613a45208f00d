package dev.sluice.form.builder;

import java.util.HashMap;
import java.util.Map;

/** Adds the figures of a form or an offer to its JSON. */
final class FormStatsJson {
    private FormStatsJson() {}

    static Map<String, Object> of(Map<String, Object> json, FormStats.FormStatsRow<?> row) {
        Map<String, Object> figures = new HashMap<>();
        figures.put("viewed", row.reach().viewed());
        figures.put("started", row.reach().started());
        figures.put("leads", row.reach().leads());
        figures.put("downloaded", row.reach().downloaded());
        if (row.qualified() != null) {
            figures.put("qualified", row.qualified());
        }
        json.put("figures", figures);
        return json;
    }
}
