package dev.sluice.mail;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the secret that makes a workspace's message tokens; inside the workspace's transaction. */
@Component
class MailSecretRows {
    private final JdbcClient jdbc;

    MailSecretRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores the secret unless there is one; returns the one that is stored. */
    byte[] addOrGet(int workspace, byte[] secret) {
        return jdbc.sql("""
                        INSERT INTO mail_secret (workspace_id, secret) VALUES (?, ?)
                        ON CONFLICT (workspace_id) DO UPDATE SET secret = mail_secret.secret RETURNING secret""").params(workspace, secret).query(byte[].class).single();
    }
}
