package dev.sluice.workspace;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.workspace.AuditLog.AuditAction;
import dev.sluice.workspace.AuditLog.AuditEntry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the entries of the audit log; runs inside the workspace's transaction. */
@Component
class AuditRows {
    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int workspace, Instant at, @Nullable Integer user, AuditAction action, @Nullable String network) {
        jdbc.sql("""
                        WITH added AS (
                            INSERT INTO audit_entry (workspace_id, at, user_id, kind, what, about, details, network, amount)
                            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) RETURNING workspace_id, id)
                        INSERT INTO audit_unsealed (workspace_id, entry_id) SELECT workspace_id, id FROM added""")
                .params(workspace, Timestamp.from(at))
                .param(user)
                .params(action.kind().code(), action.what(), action.about(), Json.write(action.details()))
                .param(network)
                .param(action.amount())
                .update();
    }

    List<AuditEntry> before(int workspace, long id, int limit, AuditFilter filter) {
        AuditKind kind = filter.kind();
        return jdbc.sql("""
                        SELECT e.id, e.at, e.kind, u.name AS user_name, e.what, e.about, e.details, e.network, e.amount
                        FROM audit_entry e LEFT JOIN app_user u ON u.id = e.user_id
                        WHERE e.workspace_id = :workspace AND e.id < :before
                          AND (:kind::text IS NULL OR e.kind = :kind::text)
                          AND (:user::integer IS NULL OR e.user_id = :user::integer)
                          AND (:from::timestamptz IS NULL OR e.at >= :from::timestamptz)
                          AND (:until::timestamptz IS NULL OR e.at < :until::timestamptz)
                        ORDER BY e.id DESC LIMIT :limit""")
                .param("workspace", workspace)
                .param("before", id)
                .param("limit", limit)
                .param("kind", kind == null ? null : kind.code())
                .param("user", filter.user())
                .param("from", timestamp(filter.from()))
                .param("until", timestamp(filter.until()))
                .query(Row.map(row -> new AuditEntry(
                        row.longValue("id"),
                        row.instant("at"),
                        row.constant("kind", AuditKind.class),
                        row.optionalText("user_name"),
                        row.text("what"),
                        row.text("about"),
                        row.text("details"),
                        row.optionalText("network"),
                        row.optionalLong("amount"))))
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
