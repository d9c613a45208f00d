package dev.sluice.consent;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of a workspace's consent settings; inside the workspace's transaction. */
@Component
class ConsentSettingRows {
    private final JdbcClient jdbc;

    ConsentSettingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty until the workspace chooses. */
    Optional<ConsentSettings.Chosen> find(int workspace) {
        return jdbc.sql("SELECT rule, purposes::text FROM consent_setting WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.map(row -> new ConsentSettings.Chosen(
                        row.constant("rule", LegalBasis.class), purposes(row.text("purposes")))))
                .optional();
    }

    void save(int workspace, ConsentSettings.Chosen chosen) {
        jdbc.sql("""
                        INSERT INTO consent_setting (workspace_id, rule, purposes) VALUES (?, ?, ?::jsonb)
                        ON CONFLICT (workspace_id) DO UPDATE SET rule = excluded.rule, purposes = excluded.purposes""")
                .params(workspace, chosen.rule().code(), Json.write(asList(chosen.purposes())))
                .update();
    }

    /** A list, because JSON objects keep no order. */
    private static List<Map<String, String>> asList(Map<String, String> purposes) {
        return purposes.entrySet().stream()
                .map(purpose -> Map.of("code", purpose.getKey(), "words", purpose.getValue()))
                .toList();
    }

    private static Map<String, String> purposes(String json) {
        Map<String, String> purposes = new LinkedHashMap<>();
        for (Object item : Json.array(json)) {
            if (item instanceof Map<?, ?> purpose) {
                purposes.put(String.valueOf(purpose.get("code")), String.valueOf(purpose.get("words")));
            }
        }
        return purposes;
    }
}
