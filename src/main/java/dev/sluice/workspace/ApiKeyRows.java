package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import dev.sluice.workspace.ApiKeys.ApiKeySummary;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of API keys and write keys; runs inside the workspace's transaction. */
@Component
class ApiKeyRows {
    /**
     * A key to add.
     *
     * @param createdBy the user, null for a key from the environment
     * @param expires null for never
     */
    record NewKey(
            PublicKeys.Kind kind,
            String token,
            String name,
            Set<Scope> scopes,
            @Nullable Integer createdBy,
            @Nullable Instant expires) {}

    /** A key that was revoked. */
    record RevokedKey(PublicKeys.Kind kind, String hash, String name) {}

    private final JdbcClient jdbc;

    ApiKeyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> newestWriteKey(int workspace, Instant now) {
        return jdbc.sql("""
                        SELECT public_token FROM api_key
                        WHERE workspace_id = ? AND kind = 'write_key' AND revoked_at IS NULL
                          AND (expires_at IS NULL OR expires_at > ?)
                        ORDER BY id DESC LIMIT 1""")
                .params(workspace, Timestamp.from(now))
                .query(String.class)
                .optional();
    }

    void add(int workspace, NewKey key, Instant now) {
        String token = key.token();
        Instant expires = key.expires();
        jdbc.sql("""
                        INSERT INTO api_key (workspace_id, kind, name, hash, hint, public_token, scopes, created_by,
                                             created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        workspace,
                        key.kind().code(),
                        key.name(),
                        PublicKeys.hash(token),
                        token.substring(token.length() - 4))
                .param(key.kind() == PublicKeys.Kind.WRITE_KEY ? token : null)
                .param(key.scopes().stream().map(Scope::code).toArray(String[]::new))
                .param(key.createdBy())
                .param(Timestamp.from(now))
                .param(expires == null ? null : Timestamp.from(expires))
                .update();
    }

    List<ApiKeySummary> all(int workspace) {
        return jdbc.sql("""
                        SELECT id, kind, name, hint, public_token, scopes, created_at, expires_at, revoked_at, last_used_at
                        FROM api_key WHERE workspace_id = ? ORDER BY revoked_at NULLS FIRST, id DESC""")
                .param(workspace)
                .query(Row.map(row -> new ApiKeySummary(
                        row.intValue("id"),
                        row.constant("kind", PublicKeys.Kind.class),
                        row.text("name"),
                        row.text("hint"),
                        row.optionalText("public_token"),
                        row.texts("scopes"),
                        row.instant("created_at"),
                        row.optionalInstant("expires_at"),
                        row.optionalInstant("revoked_at"),
                        row.optionalInstant("last_used_at"))))
                .list();
    }

    Optional<RevokedKey> revoke(int workspace, int key, Instant now) {
        return jdbc.sql("""
                        UPDATE api_key SET revoked_at = COALESCE(revoked_at, ?) WHERE workspace_id = ? AND id = ?
                        RETURNING kind, hash, name""")
                .params(Timestamp.from(now), workspace, key)
                .query(Row.mapper(RevokedKey.class))
                .optional();
    }

    void used(int workspace, int key, Instant at) {
        jdbc.sql("UPDATE api_key SET last_used_at = ? WHERE workspace_id = ? AND id = ?")
                .params(Timestamp.from(at), workspace, key)
                .update();
    }
}
