package dev.sluice.mail.delivery;

import dev.sluice.mail.MessageRows;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.SentMessage;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of claims: each statement is one step of a message's state machine; inside the workspace's transaction. */
@Component
class MessageClaimRows {
    private final JdbcClient jdbc;

    MessageClaimRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ClaimedMessage> claim(int workspace, Instant now, int limit, Collection<String> closedDomains) {
        return jdbc.sql("""
                        WITH due AS (
                            SELECT id FROM message
                            WHERE workspace_id = ? AND state = 'ready' AND due_at <= ? AND domain <> ALL (?)
                            ORDER BY priority DESC, due_at LIMIT ? FOR UPDATE SKIP LOCKED)
                        UPDATE message m
                        SET state = 'claimed', claim = ?, leased_until = clock_timestamp() + %s, attempts = attempts + 1
                        FROM due WHERE m.workspace_id = ? AND m.id = due.id
                        RETURNING %s, m.claim, m.html, m.body, m.thread, m.token, m.attempts, m.planned_at, m.domain, m.offers, m.calendar""".formatted(MessageRows.LEASE, MessageRows.SENT))
                .params(
                        workspace,
                        Timestamp.from(now),
                        SqlArray.text(closedDomains),
                        limit,
                        UUID.randomUUID(),
                        workspace)
                .query(Row.map(MessageClaimRows::claimed))
                .list();
    }

    /** Locks those that are still held under these claims; returns them in the order of their numbers. */
    List<SentMessage> stillHeld(int workspace, List<ClaimedMessage> held) {
        return jdbc.sql("SELECT " + MessageRows.SENT + """
                         FROM message m JOIN unnest(?::bigint[], ?::uuid[]) AS h (id, claim) ON h.id = m.id
                        WHERE m.workspace_id = ? AND m.claim = h.claim AND m.state = 'claimed'
                        ORDER BY m.id FOR UPDATE OF m""")
                .params(
                        ids(held),
                        MessageRows.claims(
                                held.stream().map(ClaimedMessage::claim).toList()),
                        workspace)
                .query(Row.map(MessageRows::sent))
                .list();
    }

    /** From here on nothing but the server's answer, or a person, decides. */
    void begin(int workspace, Collection<Long> locked) {
        jdbc.sql("UPDATE message SET state = 'data_started', leased_until = clock_timestamp() + " + MessageRows.LEASE
                        + " WHERE workspace_id = ? AND id = ANY (?)")
                .params(workspace, SqlArray.bigint(locked))
                .update();
    }

    /**
     * Writes what holders know. One that was given up in the meantime is believed only where it knows better: a
     * message parked as unknown that its own sender saw accepted or refused.
     */
    List<MessagesSettled.SettledMessage> settle(int workspace, List<DeliveryOutcome> known) {
        return jdbc.sql("""
                        UPDATE message m
                        SET state = k.state, why = CASE WHEN m.address = '' THEN '' ELSE k.why END, due_at = k.at,
                            leased_until = NULL,
                            claim = CASE WHEN k.state = 'unknown' THEN m.claim END,
                            settled_at = CASE WHEN k.state <> 'ready' THEN k.at END
                        FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
                            AS k (id, claim, state, why, at)
                        WHERE m.workspace_id = ? AND m.id = k.id AND m.claim = k.claim
                          AND (m.state IN ('claimed', 'data_started') OR (m.state = 'unknown' AND k.state <> 'unknown'))
                        RETURNING m.id, m.person_id, m.key, m.state, m.why, COALESCE(m.settled_at, m.due_at) AS at""")
                .params(
                        DeliveryJournalRows.messages(known),
                        DeliveryJournalRows.claims(known),
                        MessageRows.texts(known, one -> one.state().code()),
                        MessageRows.texts(known, DeliveryOutcome::why),
                        SqlArray.timestamptz(
                                known.stream().map(DeliveryOutcome::at).toList()),
                        workspace)
                .query(Row.map(MessageRows::settled))
                .list();
    }

    boolean anythingDue(int workspace, Instant now) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM message"
                        + " WHERE workspace_id = ? AND state = 'ready' AND due_at <= ?)")
                .params(workspace, Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    /** Gives back what was claimed and not begun. */
    void release(int workspace, List<ClaimedMessage> held) {
        jdbc.sql("""
                            UPDATE message m SET state = 'ready', claim = NULL, leased_until = NULL, attempts = attempts - 1
                            FROM unnest(?::bigint[], ?::uuid[]) AS h (id, claim)
                            WHERE m.workspace_id = ? AND m.id = h.id AND m.claim = h.claim AND m.state = 'claimed'""")
                .params(
                        ids(held),
                        MessageRows.claims(
                                held.stream().map(ClaimedMessage::claim).toList()),
                        workspace)
                .update();
    }

    /** Says that the holders of these claims are alive. */
    void renew(int workspace, Set<UUID> claims) {
        jdbc.sql(
                        "UPDATE message SET leased_until = clock_timestamp() + " + MessageRows.LEASE
                                + " WHERE workspace_id = ? AND state IN ('claimed', 'data_started') AND claim = ANY (?::uuid[])")
                .params(workspace, MessageRows.claims(List.copyOf(claims)))
                .update();
    }

    /** Frees what was claimed and not begun by a holder that gave no sign of life. */
    void freeExpired(int workspace) {
        jdbc.sql("""
                        UPDATE message SET state = 'ready', claim = NULL, leased_until = NULL
                        WHERE workspace_id = ? AND state = 'claimed' AND leased_until < clock_timestamp()""").param(workspace).update();
    }

    /** Parks what was interrupted while it went out, unless its outcome is in the journal. */
    List<MessagesSettled.SettledMessage> parkInterrupted(int workspace, Instant now) {
        return jdbc.sql("""
                        UPDATE message m
                        SET state = 'unknown', leased_until = NULL, settled_at = ?,
                            why = 'Sluice was interrupted while this was going out.'
                        WHERE workspace_id = ? AND state = 'data_started' AND leased_until < clock_timestamp()
                          AND NOT EXISTS (SELECT FROM delivery_journal v WHERE v.workspace_id = m.workspace_id
                                          AND v.message_id = m.id AND v.claim = m.claim)
                        RETURNING m.id, m.person_id, m.key, m.state, m.why, m.settled_at AS at""")
                .params(Timestamp.from(now), workspace)
                .query(Row.map(MessageRows::settled))
                .list();
    }

    /** A person says what became of an unknown one; false when it is none any more. */
    boolean decide(int workspace, long id, MessageState state, String why, Instant now) {
        return jdbc.sql("""
                                UPDATE message SET state = ?, why = ?, claim = NULL, due_at = ?,
                                    settled_at = CASE WHEN ? THEN NULL ELSE ?::timestamptz END
                                WHERE workspace_id = ? AND id = ? AND state = 'unknown'""")
                        .params(state.code(), why, Timestamp.from(now))
                        .params(state == MessageState.READY, Timestamp.from(now), workspace, id)
                        .update()
                == 1;
    }

    private static SqlArray ids(List<ClaimedMessage> held) {
        return SqlArray.bigint(held.stream().map(ClaimedMessage::id).toList());
    }

    private static ClaimedMessage claimed(Row row) {
        return new ClaimedMessage(
                MessageRows.sent(row),
                row.uuid("claim"),
                row.text("html"),
                row.text("body"),
                row.text("thread"),
                row.text("token"),
                row.intValue("attempts"),
                row.instant("planned_at"),
                row.text("domain"),
                offers(row.object("offers")),
                row.text("calendar"));
    }

    private static Map<String, String> offers(Map<String, Object> json) {
        Map<String, String> offers = new HashMap<>();
        json.forEach((url, offer) -> offers.put(url, String.valueOf(offer)));
        return offers;
    }
}
