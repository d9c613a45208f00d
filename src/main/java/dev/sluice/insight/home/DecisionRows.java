package dev.sluice.insight.home;

import dev.sluice.platform.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the newest decisions of a funnel. */
@Component
class DecisionRows {
    /** "Ann Lee" "became MQL" at an instant for a reason, "" where none was stored. */
    record RecentDecision(long id, long person, String name, String title, Instant at, String reason) {}

    private final JdbcClient jdbc;

    DecisionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RecentDecision> newest(int workspace, int funnel, int limit) {
        return jdbc.sql("""
                        SELECT d.id, d.person_id, coalesce(p.name, p.email) AS name, d.kind, d.stage, d.move, d.at,
                               d.because::text AS reasons
                        FROM (SELECT * FROM report_decision WHERE workspace_id = ? AND funnel_id = ?
                              ORDER BY at DESC LIMIT ?) d
                        JOIN report_person p ON p.workspace_id = ? AND p.id = d.person_id
                        ORDER BY d.at DESC, d.id DESC""")
                .params(workspace, funnel, limit, workspace)
                .query(Row.map(row -> new RecentDecision(
                        row.longValue("id"),
                        row.longValue("person_id"),
                        row.text("name", "Somebody without a name"),
                        DecisionText.title(row.text("kind"), row.optionalText("stage"), row.optionalText("move")),
                        row.instant("at"),
                        DecisionText.reason(row.optionalText("reasons")))))
                .list();
    }

    /** Up to so many open forms, as name by address. */
    List<Map.Entry<String, String>> forms(int workspace, int limit) {
        return jdbc.sql("SELECT slug, name FROM report_form WHERE workspace_id = ? ORDER BY slug LIMIT ?")
                .params(workspace, limit)
                .query(Row.map(row -> Map.entry(row.text("slug"), row.text("name"))))
                .list();
    }
}
