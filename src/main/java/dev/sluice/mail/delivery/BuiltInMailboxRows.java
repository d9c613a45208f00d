package dev.sluice.mail.delivery;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the built-in mailbox; inside the workspace's transaction. */
@Component
class BuiltInMailboxRows {
    private static final String SELECT =
            "SELECT id, message_id, person_id, at, answer, mime FROM mailbox_mail WHERE workspace_id = ? AND ";

    private final JdbcClient jdbc;

    BuiltInMailboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds an email, unless its message is that of an erased person; the number of the new one is ignored. */
    void add(int workspace, BuiltInMailbox.StoredMail mail) {
        jdbc.sql("""
                        INSERT INTO mailbox_mail (workspace_id, message_id, person_id, at, answer, mime)
                        SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS
                            (SELECT FROM message WHERE workspace_id = ? AND id = ? AND address = '')""")
                .params(workspace, mail.message(), mail.person(), Timestamp.from(mail.at()), mail.answer(), mail.mime())
                .params(workspace, mail.message())
                .update();
    }

    /** Deletes what is older, and the oldest of more than the limit. */
    void prune(int workspace, Instant before, int limit) {
        jdbc.sql("""
                        DELETE FROM mailbox_mail WHERE workspace_id = ? AND (at < ? OR id <= (
                            SELECT id FROM mailbox_mail WHERE workspace_id = ? ORDER BY id DESC OFFSET ? LIMIT 1))""")
                .params(workspace, Timestamp.from(before), workspace, limit)
                .update();
    }

    Optional<BuiltInMailbox.StoredMail> find(int workspace, long id) {
        return jdbc.sql(SELECT + "id = ?")
                .params(workspace, id)
                .query(Row.map(BuiltInMailboxRows::stored))
                .optional();
    }

    List<BuiltInMailbox.StoredMail> before(int workspace, long before, int limit) {
        return jdbc.sql(SELECT + "id < ? ORDER BY id DESC LIMIT ?")
                .params(workspace, before, limit)
                .query(Row.map(BuiltInMailboxRows::stored))
                .list();
    }

    private static BuiltInMailbox.StoredMail stored(Row row) {
        return new BuiltInMailbox.StoredMail(
                row.longValue("id"),
                row.longValue("message_id"),
                row.longValue("person_id"),
                row.instant("at"),
                row.bool("answer"),
                row.bytes("mime"));
    }
}
