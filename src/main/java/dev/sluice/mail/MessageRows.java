package dev.sluice.mail;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that messages of every state share: their columns, and taking them back. */
@Component
public class MessageRows {
    /** The columns of a {@link SentMessage}, as {@link #sent} reads them. */
    public static final String SENT = """
            m.id, m.person_id, m.address, m.key, m.kind, m.template, m.subject, m.state, m.why,
            COALESCE(m.settled_at, m.planned_at) AS at, m.sender_id, m.message_id""";

    /** How long a claim is believed without a sign of life. */
    public static final String LEASE = "interval '30 seconds'";

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes back messages that the caller has locked. */
    public List<MessagesSettled.SettledMessage> suppress(int workspace, Map<Long, String> reasons, Instant now) {
        List<Long> ids = List.copyOf(reasons.keySet());
        return jdbc.sql("""
                        UPDATE message m
                        SET state = 'suppressed', why = g.why, settled_at = ?, claim = NULL, leased_until = NULL
                        FROM unnest(?::bigint[], ?::text[]) AS g (id, why)
                        WHERE m.workspace_id = ? AND m.id = g.id AND m.state IN ('ready', 'claimed')
                        RETURNING m.id, m.person_id, m.key, m.state, m.why, m.settled_at AS at""")
                .params(
                        Timestamp.from(now),
                        SqlArray.bigint(ids),
                        texts(ids, id -> reasons.getOrDefault(id, "")),
                        workspace)
                .query(Row.map(MessageRows::settled))
                .list();
    }

    /** Of these messages, those whose person was erased. */
    public Set<Long> erased(int workspace, Collection<Long> messages) {
        return Set.copyOf(jdbc.sql("SELECT id FROM message WHERE workspace_id = ? AND id = ANY (?) AND address = ''")
                .params(workspace, SqlArray.bigint(messages))
                .query(Long.class)
                .list());
    }

    public static <T> SqlArray texts(List<T> rows, Function<T, String> column) {
        return SqlArray.text(rows.stream().map(column).toList());
    }

    public static SentMessage sent(Row row) {
        return new SentMessage(
                row.longValue("id"),
                row.longValue("person_id"),
                row.text("address"),
                row.text("key"),
                row.constant("kind", OutboundMail.Kind.class),
                row.text("template"),
                row.text("subject"),
                row.constant("state", MessageState.class),
                row.text("why"),
                row.instant("at"),
                row.optionalInt("sender_id"),
                row.text("message_id"));
    }

    /** Of the columns id, person_id, key, state, why and at. */
    public static MessagesSettled.SettledMessage settled(Row row) {
        return new MessagesSettled.SettledMessage(
                row.longValue("id"),
                row.longValue("person_id"),
                row.text("key"),
                row.constant("state", MessageState.class),
                row.text("why"),
                row.instant("at"));
    }

    public static SqlArray claims(List<UUID> claims) {
        return texts(claims, UUID::toString);
    }
}
