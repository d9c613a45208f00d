package dev.sluice.mail;

import dev.sluice.platform.database.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of how workspaces send; inside the workspace's transaction. */
@Component
class MailSetupRows {
    private final JdbcClient jdbc;

    MailSetupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The workspace's own settings, made of their row; empty when it has none. */
    Optional<MailSetup> find(int workspace, Function<Row, MailSetup> reader) {
        return jdbc.sql("SELECT * FROM mail_setting WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.map(reader))
                .optional();
    }

    /** Each user's identity: their own, or else their team's with their own name. */
    Map<Integer, MailSetup.From> users(int workspace) {
        Map<Integer, MailSetup.From> users = new HashMap<>();
        jdbc.sql("""
                        SELECT m.user_id, COALESCE(own.name, m.name) AS name,
                               COALESCE(own.address, team.address) AS address
                        FROM shared_member m
                        LEFT JOIN mail_identity own ON own.workspace_id = m.workspace_id AND own.user_id = m.user_id
                        LEFT JOIN mail_identity team ON team.workspace_id = m.workspace_id AND team.team = m.team
                        WHERE m.workspace_id = ? AND COALESCE(own.address, team.address) IS NOT NULL""")
                .param(workspace)
                .query(Row.each(row ->
                        users.put(row.intValue("user_id"), new MailSetup.From(row.text("name"), row.text("address")))));
        return users;
    }

    /** The encrypted password; inside the workspace's transaction. */
    Optional<byte[]> password(int workspace) {
        return jdbc.sql("SELECT password FROM mail_setting WHERE workspace_id = ? AND password IS NOT NULL")
                .param(workspace)
                .query(byte[].class)
                .optional();
    }

    /** Stores the same password encrypted anew, unless another one was entered meanwhile. */
    int replacePassword(int workspace, byte[] before, byte[] after) {
        return jdbc.sql("UPDATE mail_setting SET password = ? WHERE workspace_id = ? AND password = ?")
                .params(after, workspace, before)
                .update();
    }
}
