package dev.sluice.inbox.mailboxes;

import dev.sluice.platform.database.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of a workspace's mailbox and of the key of its webhook; inside the workspace's transaction. */
@Component
class InboxSettingRows {
    /** A mailbox as it is stored; the password is encrypted. */
    record StoredAccount(String host, int port, ImapAccount.ImapTls tls, String userName, byte @Nullable [] password) {}

    private final JdbcClient jdbc;

    InboxSettingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredAccount> find(int workspace) {
        return jdbc.sql("""
                        SELECT host, port, tls, user_name, password FROM inbox_setting
                        WHERE workspace_id = ? AND host IS NOT NULL""")
                .param(workspace)
                .query(Row.map(row -> new StoredAccount(
                        row.text("host"),
                        row.intValue("port"),
                        row.constant("tls", ImapAccount.ImapTls.class),
                        row.text("user_name", ""),
                        row.optionalBytes("password"))))
                .optional();
    }

    void save(int workspace, StoredAccount account) {
        jdbc.sql("""
                        INSERT INTO inbox_setting (workspace_id, host, port, tls, user_name, password)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id) DO UPDATE SET host = excluded.host, port = excluded.port,
                            tls = excluded.tls, user_name = excluded.user_name, password = excluded.password""")
                .params(workspace, account.host(), account.port(), account.tls().code(), account.userName())
                .param(account.password())
                .update();
    }

    void remove(int workspace) {
        jdbc.sql("UPDATE inbox_setting SET host = NULL, user_name = NULL, password = NULL WHERE workspace_id = ?")
                .param(workspace)
                .update();
    }

    Optional<String> webhook(int workspace) {
        return jdbc.sql("SELECT webhook FROM inbox_setting WHERE workspace_id = ? AND webhook IS NOT NULL")
                .param(workspace)
                .query(String.class)
                .optional();
    }

    void saveWebhook(int workspace, String key) {
        jdbc.sql("""
                        INSERT INTO inbox_setting (workspace_id, webhook) VALUES (?, ?)
                        ON CONFLICT (workspace_id) DO UPDATE SET webhook = excluded.webhook""").params(workspace, key).update();
    }

    /** The encrypted password; inside the workspace's transaction. */
    Optional<byte[]> password(int workspace) {
        return jdbc.sql("SELECT password FROM inbox_setting WHERE workspace_id = ? AND password IS NOT NULL")
                .param(workspace)
                .query(byte[].class)
                .optional();
    }

    /** Stores the same password encrypted anew, unless another one was entered meanwhile. */
    int replacePassword(int workspace, byte[] before, byte[] after) {
        return jdbc.sql("UPDATE inbox_setting SET password = ? WHERE workspace_id = ? AND password = ?")
                .params(after, workspace, before)
                .update();
    }
}
