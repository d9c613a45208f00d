package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import dev.sluice.workspace.PublicKeys.Kind;
import dev.sluice.workspace.PublicKeys.OpenedKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that finds the workspace of a public credential. */
@Component
class PublicKeyRows {
    private final JdbcClient jdbc;

    PublicKeyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Integer> workspace(Kind kind, String opens) {
        return jdbc.sql("SELECT workspace_id FROM public_key WHERE kind = ? AND opens = ?")
                .params(kind.code(), opens)
                .query(Integer.class)
                .optional();
    }

    /** False when it exists already. */
    boolean add(int workspace, Kind kind, String opens) {
        return jdbc.sql("INSERT INTO public_key (kind, opens, workspace_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(kind.code(), opens, workspace)
                        .update()
                == 1;
    }

    void delete(int workspace, Kind kind, String opens) {
        jdbc.sql("DELETE FROM public_key WHERE kind = ? AND opens = ? AND workspace_id = ?")
                .params(kind.code(), opens, workspace)
                .update();
    }

    /** The valid API key or write key with that hash; inside the workspace's transaction. */
    Optional<OpenedKey> validKey(int workspace, Kind kind, String hash, Instant now) {
        return jdbc.sql("""
                        SELECT id, scopes FROM api_key
                        WHERE workspace_id = ? AND kind = ? AND hash = ? AND revoked_at IS NULL
                          AND (expires_at IS NULL OR expires_at > ?)""")
                .params(workspace, kind.code(), hash, Timestamp.from(now))
                .query(Row.map(row -> new OpenedKey(workspace, row.intValue("id"), Scope.all(row.texts("scopes")))))
                .optional();
    }
}
