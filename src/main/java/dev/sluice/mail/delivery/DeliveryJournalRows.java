package dev.sluice.mail.delivery;

import dev.sluice.mail.MessageRows;
import dev.sluice.mail.MessageState;
import dev.sluice.platform.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of messages and is still to be settled. */
@Component
class DeliveryJournalRows {
    private final JdbcClient jdbc;

    DeliveryJournalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what holders know until it is settled, so that nothing but a message under way is unknown after a crash. */
    void note(int workspace, List<DeliveryOutcome> known) {
        jdbc.sql("""
                        INSERT INTO delivery_journal (workspace_id, message_id, claim, state, why, at, bounced, hard)
                        SELECT ?, k.* FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[],
                            ?::boolean[], ?::boolean[]) AS k
                        ON CONFLICT DO NOTHING""")
                .params(workspace, messages(known), claims(known))
                .params(
                        MessageRows.texts(known, one -> one.state().code()),
                        MessageRows.texts(known, DeliveryOutcome::why),
                        SqlArray.timestamptz(
                                known.stream().map(DeliveryOutcome::at).toList()),
                        MessageRows.texts(known, one -> Boolean.toString(one.bounced())),
                        MessageRows.texts(known, one -> Boolean.toString(one.hard())))
                .update();
    }

    /** What was known and not settled when its holder gave its last sign of life. */
    List<DeliveryOutcome> left(int workspace) {
        return jdbc.sql("SELECT " + MessageRows.SENT + """
                        , v.claim, v.state, v.why, v.at, v.bounced, v.hard
                        FROM delivery_journal v JOIN message m ON m.workspace_id = v.workspace_id AND m.id = v.message_id
                        WHERE v.workspace_id = ?
                          AND (m.claim IS DISTINCT FROM v.claim OR m.leased_until IS NULL
                               OR m.leased_until < clock_timestamp())""")
                .param(workspace)
                .query(DeliveryJournalRows::known)
                .list();
    }

    void forget(int workspace, List<DeliveryOutcome> known) {
        jdbc.sql("""
                        DELETE FROM delivery_journal v USING unnest(?::bigint[], ?::uuid[]) AS k (id, claim)
                        WHERE v.workspace_id = ? AND v.message_id = k.id AND v.claim = k.claim""").params(messages(known), claims(known), workspace).update();
    }

    static SqlArray messages(List<DeliveryOutcome> known) {
        return SqlArray.bigint(known.stream().map(one -> one.message().id()).toList());
    }

    static SqlArray claims(List<DeliveryOutcome> known) {
        return MessageRows.claims(known.stream().map(DeliveryOutcome::claim).toList());
    }

    private static DeliveryOutcome known(ResultSet row, int number) throws SQLException {
        return new DeliveryOutcome(
                MessageRows.sent(row, number),
                row.getObject(13, UUID.class),
                MessageState.of(row.getString(14)),
                row.getString(15),
                row.getTimestamp(16).toInstant(),
                row.getBoolean(17),
                row.getBoolean(18));
    }
}
