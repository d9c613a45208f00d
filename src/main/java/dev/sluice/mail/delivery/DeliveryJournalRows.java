package dev.sluice.mail.delivery;

import dev.sluice.mail.MessageRows;
import dev.sluice.mail.MessageState;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of outcomes that are known and not settled yet; inside the workspace's transaction. */
@Component
class DeliveryJournalRows {
    private final JdbcClient jdbc;

    DeliveryJournalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores outcomes until they are settled, so that only a message under way is unknown after a crash. */
    void add(int workspace, List<DeliveryOutcome> outcomes) {
        jdbc.sql("""
                        INSERT INTO delivery_journal (workspace_id, message_id, claim, state, why, at, bounced, hard)
                        SELECT ?, k.* FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[],
                            ?::boolean[], ?::boolean[]) AS k
                        ON CONFLICT DO NOTHING""")
                .params(workspace, messages(outcomes), claims(outcomes))
                .params(
                        MessageRows.texts(outcomes, outcome -> outcome.state().code()),
                        MessageRows.texts(outcomes, DeliveryOutcome::why),
                        SqlArray.timestamptz(
                                outcomes.stream().map(DeliveryOutcome::at).toList()),
                        MessageRows.texts(outcomes, outcome -> Boolean.toString(outcome.bounced())),
                        MessageRows.texts(outcomes, outcome -> Boolean.toString(outcome.hard())))
                .update();
    }

    /** Outcomes that were not settled when their holder gave its last sign of life. */
    List<DeliveryOutcome> unsettled(int workspace) {
        return jdbc.sql("SELECT " + MessageRows.SENT + """
                        , v.claim, v.state AS outcome, v.why AS answer, v.at AS known_at, v.bounced, v.hard
                        FROM delivery_journal v JOIN message m ON m.workspace_id = v.workspace_id AND m.id = v.message_id
                        WHERE v.workspace_id = ?
                          AND (m.claim IS DISTINCT FROM v.claim OR m.leased_until IS NULL
                               OR m.leased_until < clock_timestamp())""")
                .param(workspace)
                .query(Row.map(DeliveryJournalRows::outcome))
                .list();
    }

    void remove(int workspace, List<DeliveryOutcome> outcomes) {
        jdbc.sql("""
                        DELETE FROM delivery_journal v USING unnest(?::bigint[], ?::uuid[]) AS k (id, claim)
                        WHERE v.workspace_id = ? AND v.message_id = k.id AND v.claim = k.claim""").params(messages(outcomes), claims(outcomes), workspace).update();
    }

    static SqlArray messages(List<DeliveryOutcome> outcomes) {
        return SqlArray.bigint(
                outcomes.stream().map(outcome -> outcome.message().id()).toList());
    }

    static SqlArray claims(List<DeliveryOutcome> outcomes) {
        return MessageRows.claims(outcomes.stream().map(DeliveryOutcome::claim).toList());
    }

    private static DeliveryOutcome outcome(Row row) {
        return new DeliveryOutcome(
                MessageRows.sent(row),
                row.uuid("claim"),
                row.constant("outcome", MessageState.class),
                row.text("answer"),
                row.instant("known_at"),
                row.bool("bounced"),
                row.bool("hard"));
    }
}
