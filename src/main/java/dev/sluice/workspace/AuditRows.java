package dev.sluice.workspace;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.workspace.AuditLog.AuditEntry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the audit log; runs inside the workspace's transaction. */
@Component
class AuditRows {
    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code user} is null for a change through the API. */
    void add(int workspace, Instant at, @Nullable Integer user, String action, String subject, Map<String, ?> details) {
        jdbc.sql("""
                        INSERT INTO audit_entry (workspace_id, at, user_id, what, about, details)
                        VALUES (?, ?, ?, ?, ?, ?::jsonb)""")
                .params(workspace, Timestamp.from(at))
                .param(user)
                .params(action, subject, Json.write(details))
                .update();
    }

    List<AuditEntry> before(int workspace, long id, int limit) {
        return jdbc.sql("""
                        SELECT e.id, e.at, u.name AS user_name, e.what, e.about, e.details
                        FROM audit_entry e LEFT JOIN app_user u ON u.id = e.user_id
                        WHERE e.workspace_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?""")
                .params(workspace, id, limit)
                .query(Row.map(row -> new AuditEntry(
                        row.longValue("id"),
                        row.instant("at"),
                        row.optionalText("user_name"),
                        row.text("what"),
                        row.text("about"),
                        row.text("details"))))
                .list();
    }
}
