package dev.sluice.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the secrets that close link tokens; inside the workspace's transaction. */
@Component
class LinkTokenRows {
    private final JdbcClient jdbc;

    LinkTokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    byte @Nullable [] secret(int workspace) {
        return jdbc.sql("SELECT secret FROM token_key WHERE workspace_id = ?")
                .param(workspace)
                .query(byte[].class)
                .optional()
                .orElse(null);
    }

    /** Stores a secret unless the workspace has one. */
    void add(int workspace, byte[] secret) {
        jdbc.sql("INSERT INTO token_key (workspace_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, secret)
                .update();
    }
}
