package dev.sluice.mail;

import dev.sluice.person.EmailAddress;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of messages: what plans, claims and settles them; each statement is one step of their state machine. */
@Component
public class MessageRows {
    /** The columns of a {@link SentMessage}, in the order that {@link #sent} reads them. */
    public static final String SENT = """
            m.id, m.person_id, m.address, m.key, m.kind, m.template, m.subject, m.state, m.why,
            COALESCE(m.settled_at, m.planned_at), m.sender_id, m.message_id""";

    /** How long a claim is believed without a sign of life. */
    public static final String LEASE = "interval '30 seconds'";

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Long> plan(int workspace, List<OutboundMail> drafts, List<MessageTokens.Name> names, Instant now) {
        jdbc.sql("""
                        INSERT INTO message (workspace_id, key, token, message_id, person_id, address, domain, kind,
                            template, sender_id, subject, html, body, thread, priority, offers, planned_at, due_at, state)
                        SELECT ?, d.key, d.token, d.message_id, d.person, d.address, d.domain, d.kind, d.template,
                               NULLIF(d.sender, 0), d.subject, d.html, d.body, d.thread, d.priority, d.offers, ?, d.due,
                               'ready'
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::jsonb[],
                            ?::timestamptz[])
                            AS d (key, token, message_id, person, address, domain, kind, template, sender, subject,
                                html, body, thread, priority, offers, due)
                        ORDER BY d.key
                        ON CONFLICT (workspace_id, key) DO NOTHING""")
                .params(workspace, Timestamp.from(now))
                .params(
                        texts(drafts, OutboundMail::key),
                        texts(names, MessageTokens.Name::token),
                        texts(names, MessageTokens.Name::messageId),
                        SqlArray.bigint(
                                drafts.stream().map(OutboundMail::person).toList()),
                        texts(drafts, OutboundMail::address),
                        texts(drafts, draft -> EmailAddress.domainOf(draft.address())),
                        texts(drafts, draft -> draft.kind().code()),
                        texts(drafts, OutboundMail::template))
                .params(
                        texts(drafts, draft -> String.valueOf(draft.sender() == null ? 0 : draft.sender())),
                        texts(drafts, OutboundMail::subject),
                        texts(drafts, OutboundMail::html),
                        texts(drafts, OutboundMail::text),
                        texts(drafts, draft -> String.join(" ", HeaderText.messageIds(draft.inReplyTo()))),
                        texts(drafts, draft -> String.valueOf(draft.priority())),
                        texts(drafts, draft -> Json.write(draft.offers())),
                        SqlArray.timestamptz(
                                drafts.stream().map(OutboundMail::notBefore).toList()))
                .update();
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("SELECT key, id FROM message WHERE workspace_id = ? AND key = ANY (?)")
                .params(workspace, texts(drafts, OutboundMail::key))
                .query((row, number) -> ids.put(row.getString(1), row.getLong(2)))
                .list();
        return ids;
    }

    List<SentMessage> lockOpen(int workspace, Collection<String> keys) {
        return jdbc.sql("SELECT " + SENT + """
                         FROM message m WHERE m.workspace_id = ? AND m.key = ANY (?) AND m.state IN ('ready', 'claimed')
                        ORDER BY m.id FOR UPDATE""")
                .params(workspace, SqlArray.text(keys))
                .query(MessageRows::sent)
                .list();
    }

    /** Addresses that begin with "@" stand for their domain. */
    List<SentMessage> lockOpen(int workspace, Set<String> addresses, Set<Long> persons) {
        List<String> domains = addresses.stream()
                .filter(address -> address.startsWith("@"))
                .map(address -> address.substring(1))
                .toList();
        return jdbc.sql("SELECT " + SENT + """
                         FROM message m
                        WHERE m.workspace_id = ? AND m.state IN ('ready', 'claimed')
                          AND (m.address = ANY (?) OR m.person_id = ANY (?) OR m.domain = ANY (?))
                        ORDER BY m.id FOR UPDATE""")
                .params(workspace, SqlArray.text(addresses), SqlArray.bigint(persons), SqlArray.text(domains))
                .query(MessageRows::sent)
                .list();
    }

    /** Takes back messages that the caller has locked. */
    public List<MessagesSettled.SettledMessage> suppress(int workspace, Map<Long, String> reasons, Instant now) {
        List<Long> ids = List.copyOf(reasons.keySet());
        return jdbc.sql("""
                        UPDATE message m
                        SET state = 'suppressed', why = g.why, settled_at = ?, claim = NULL, leased_until = NULL
                        FROM unnest(?::bigint[], ?::text[]) AS g (id, why)
                        WHERE m.workspace_id = ? AND m.id = g.id AND m.state IN ('ready', 'claimed')
                        RETURNING m.id, m.person_id, m.key, m.state, m.why, m.settled_at""")
                .params(
                        Timestamp.from(now),
                        SqlArray.bigint(ids),
                        texts(ids, id -> reasons.getOrDefault(id, "")),
                        workspace)
                .query(MessageRows::settled)
                .list();
    }

    /** Of these messages, those whose person was erased. */
    public Set<Long> erased(int workspace, Collection<Long> messages) {
        return Set.copyOf(jdbc.sql("SELECT id FROM message WHERE workspace_id = ? AND id = ANY (?) AND address = ''")
                .params(workspace, SqlArray.bigint(messages))
                .query((row, number) -> row.getLong("id"))
                .list());
    }

    void erase(int workspace, Collection<Long> persons) {
        jdbc.sql("""
                        UPDATE delivery_journal v SET why = '' FROM message m
                        WHERE v.workspace_id = ? AND m.workspace_id = v.workspace_id AND m.id = v.message_id
                          AND m.person_id = ANY (?)""").params(workspace, SqlArray.bigint(persons)).update();
        jdbc.sql("""
                        UPDATE message SET address = '', domain = '', subject = '', html = '', body = '', thread = '',
                            why = '', person_id = 0
                        WHERE workspace_id = ? AND person_id = ANY (?)""").params(workspace, SqlArray.bigint(persons)).update();
        jdbc.sql("DELETE FROM mailbox_mail WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(persons))
                .update();
    }

    public static <T> SqlArray texts(List<T> rows, Function<T, String> column) {
        return SqlArray.text(rows.stream().map(column).toList());
    }

    public static SentMessage sent(ResultSet row, int number) throws SQLException {
        return new SentMessage(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                OutboundMail.Kind.of(row.getString(5)),
                row.getString(6),
                row.getString(7),
                MessageState.of(row.getString(8)),
                row.getString(9),
                row.getTimestamp(10).toInstant(),
                row.getObject(11, Integer.class),
                row.getString(12));
    }

    public static MessagesSettled.SettledMessage settled(ResultSet row, int number) throws SQLException {
        return new MessagesSettled.SettledMessage(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                MessageState.of(row.getString(4)),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }

    public static SqlArray claims(List<UUID> claims) {
        return texts(claims, UUID::toString);
    }
}
