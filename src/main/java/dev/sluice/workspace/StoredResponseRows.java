package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.workspace.StoredResponses.IdempotentCall;
import dev.sluice.workspace.StoredResponses.IdempotentResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the responses that are stored under an Idempotency-Key; runs inside the workspace's transaction. */
@Component
class StoredResponseRows {
    private final JdbcClient jdbc;

    StoredResponseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean lock(IdempotentCall call) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, ?))")
                .params(call.caller() + ":" + call.key(), call.workspace())
                .query(Boolean.class)
                .single();
    }

    Optional<IdempotentResponse> find(IdempotentCall call, Instant after) {
        return jdbc.sql("""
                        SELECT fingerprint, status, content_type, location, body FROM idempotency
                        WHERE workspace_id = ? AND caller = ? AND key = ? AND created_at > ?""")
                .params(call.workspace(), call.caller(), call.key(), Timestamp.from(after))
                .query(Row.map(row -> new IdempotentResponse(
                        row.text("fingerprint"),
                        row.intValue("status"),
                        row.optionalText("content_type"),
                        row.optionalText("location"),
                        row.bytes("body"))))
                .optional();
    }

    void save(IdempotentCall call, IdempotentResponse response, Instant now) {
        jdbc.sql("""
                        INSERT INTO idempotency (workspace_id, caller, key, fingerprint, status, content_type, location,
                                                 body, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, caller, key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
                            content_type = excluded.content_type, location = excluded.location,
                            created_at = excluded.created_at""")
                .params(call.workspace(), call.caller(), call.key(), response.fingerprint(), response.status())
                .param(response.contentType())
                .param(response.location())
                .params(response.body(), Timestamp.from(now))
                .update();
    }

    /** Deletes some of the responses that are too old. */
    void clean(int workspace, Instant before) {
        jdbc.sql("""
                        DELETE FROM idempotency WHERE workspace_id = ? AND (caller, key) IN
                            (SELECT caller, key FROM idempotency WHERE workspace_id = ? AND created_at <= ? LIMIT 20)""").params(workspace, workspace, Timestamp.from(before)).update();
    }

    void erase(int workspace, byte[][] texts) {
        jdbc.sql("""
                        DELETE FROM idempotency
                        WHERE workspace_id = ? AND EXISTS (SELECT FROM unnest(?::bytea[]) AS u(text) WHERE position(u.text IN body) > 0)""").params(workspace, SqlArray.bytea(texts)).update();
    }
}
