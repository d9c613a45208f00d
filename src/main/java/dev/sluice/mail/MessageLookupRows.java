package dev.sluice.mail;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that looks messages up; inside the workspace's transaction. */
@Component
class MessageLookupRows {
    private static final String SELECT = "SELECT " + MessageRows.SENT + " FROM message m WHERE m.workspace_id = ? AND ";

    private final JdbcClient jdbc;

    MessageLookupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SentMessage> byId(int workspace, long id) {
        return jdbc.sql(SELECT + "m.id = ?")
                .params(workspace, id)
                .query(Row.map(MessageRows::sent))
                .optional();
    }

    Optional<SentMessage> byToken(int workspace, String token) {
        return jdbc.sql(SELECT + "m.token = ?")
                .params(workspace, token)
                .query(Row.map(MessageRows::sent))
                .optional();
    }

    List<SentMessage> byTokens(int workspace, Collection<String> tokens) {
        return jdbc.sql(SELECT + "m.token = ANY (?)")
                .params(workspace, SqlArray.text(tokens))
                .query(Row.map(MessageRows::sent))
                .list();
    }

    /** The newest first. */
    List<SentMessage> byPersons(int workspace, Collection<Long> persons) {
        return jdbc.sql(SELECT + "m.person_id = ANY (?) ORDER BY m.id DESC LIMIT 200")
                .params(workspace, SqlArray.bigint(persons))
                .query(Row.map(MessageRows::sent))
                .list();
    }

    /** A page of the list, the newest first; of one state or of all. */
    List<SentMessage> before(int workspace, @Nullable MessageState state, long before, int limit) {
        return jdbc.sql(SELECT + "m.id < ? AND (? OR m.state = ?) ORDER BY m.id DESC LIMIT ?")
                .params(workspace, before, state == null, state == null ? "" : state.code(), limit)
                .query(Row.map(MessageRows::sent))
                .list();
    }

    Optional<Messages.Body> body(int workspace, long id) {
        return jdbc.sql("SELECT html, body FROM message WHERE workspace_id = ? AND id = ?")
                .params(workspace, id)
                .query(Row.map(row -> new Messages.Body(row.text("html"), row.text("body"))))
                .optional();
    }

    Optional<String> thread(int workspace, long id) {
        return jdbc.sql("SELECT thread || ' ' || message_id FROM message WHERE workspace_id = ? AND id = ?")
                .params(workspace, id)
                .query(String.class)
                .optional();
    }

    Map<MessageState, Long> counts(int workspace) {
        Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
        jdbc.sql("SELECT state, count(*) AS messages FROM message WHERE workspace_id = ? GROUP BY state")
                .param(workspace)
                .query(Row.each(
                        row -> counts.put(row.constant("state", MessageState.class), row.longValue("messages"))));
        return counts;
    }
}
