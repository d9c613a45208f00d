package dev.sluice.mail;

import dev.sluice.person.Persons;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up messages of ours: by what an answer or a bounce names, by person, by state. */
@Component
public class Messages {
    /** A message found by its token, and whose it is. */
    public record TokenMatch(int workspace, SentMessage message) {}

    /** How many messages are in which state; planned is the sum of all. */
    public record OutboxFigures(Map<MessageState, Long> by) {
        public long of(MessageState state) {
            return by.getOrDefault(state, 0L);
        }

        public long planned() {
            return by.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Not settled yet. */
        public long open() {
            return of(MessageState.READY) + of(MessageState.CLAIMED) + of(MessageState.DATA_STARTED);
        }
    }

    /** What a message says: the HTML as it was planned, not sanitised, and the plain text. */
    public record Body(String html, String text) {}

    private static final String SELECT = "SELECT " + MessageRows.SENT + " FROM message m WHERE m.workspace_id = ? AND ";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Persons persons;
    private final Workspaces workspaces;

    Messages(JdbcClient jdbc, Tenancy tenancy, Persons persons, Workspaces workspaces) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.persons = persons;
        this.workspaces = workspaces;
    }

    public SentMessage get(int workspace, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(SELECT + "m.id = ?")
                        .params(workspace, id)
                        .query(MessageRows::sent)
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such message.")));
    }

    /** Which of these Message-IDs are ours, by what was asked for; brackets are needed. */
    public Map<String, SentMessage> byMessageId(int workspace, Collection<String> ids) {
        List<String> tokens =
                ids.stream().map(MessageTokens::token).filter(Objects::nonNull).toList();
        Map<String, SentMessage> found = new HashMap<>();
        if (!tokens.isEmpty()) {
            tenancy.read(
                            workspace,
                            () -> jdbc.sql(SELECT + "m.token = ANY (?)")
                                    .params(workspace, SqlArray.text(tokens))
                                    .query(MessageRows::sent)
                                    .list())
                    .forEach(message -> found.put(message.messageId(), message));
            found.keySet().retainAll(ids);
        }
        return found;
    }

    /** The message whose answers go to an address with this token; whoever guesses finds nothing. */
    public Optional<TokenMatch> byToken(String token) {
        return MessageTokens.workspace(token)
                .filter(workspaces.ids()::contains)
                .flatMap(workspace -> tenancy.read(
                        workspace,
                        () -> jdbc.sql(SELECT + "m.token = ?")
                                .params(workspace, token)
                                .query(MessageRows::sent)
                                .optional()
                                .map(message -> new TokenMatch(workspace, message))));
    }

    /** What was planned for a person and those merged into them, the newest first. */
    public List<SentMessage> ofPerson(int workspace, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(SELECT + "m.person_id = ANY (?) ORDER BY m.id DESC LIMIT 200")
                        .params(workspace, SqlArray.bigint(persons.group(workspace, person)))
                        .query(MessageRows::sent)
                        .list());
    }

    public Body body(int workspace, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT html, body FROM message WHERE workspace_id = ? AND id = ?")
                        .params(workspace, id)
                        .query((row, number) -> new Body(row.getString(1), row.getString(2)))
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such message.")));
    }

    /** The Message-IDs of the thread a message stands in, with its own as the last: what an answer to it names. */
    public String thread(int workspace, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT thread || ' ' || message_id FROM message WHERE workspace_id = ? AND id = ?")
                        .params(workspace, id)
                        .query(String.class)
                        .optional()
                        .map(String::strip)
                        .orElseThrow(() -> new NotFound("There is no such message.")));
    }

    public OutboxFigures figures(int workspace) {
        Map<MessageState, Long> by = new EnumMap<>(MessageState.class);
        tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT state, count(*) FROM message WHERE workspace_id = ? GROUP BY state")
                        .param(workspace)
                        .query((row, number) -> by.put(MessageState.of(row.getString(1)), row.getLong(2)))
                        .list());
        return new OutboxFigures(by);
    }

    /** A page of the list: those before that number, the newest first; of one state or of all. */
    public List<SentMessage> before(int workspace, @Nullable MessageState state, long before, int most) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(SELECT + "m.id < ? AND (? OR m.state = ?) ORDER BY m.id DESC LIMIT ?")
                        .params(workspace, before, state == null, state == null ? "" : state.code(), most)
                        .query(MessageRows::sent)
                        .list());
    }
}
