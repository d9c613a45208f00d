package dev.sluice.mail;

import dev.sluice.person.Persons;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private final MessageLookupRows rows;
    private final Tenancy tenancy;
    private final Persons persons;
    private final Workspaces workspaces;

    Messages(MessageLookupRows rows, Tenancy tenancy, Persons persons, Workspaces workspaces) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.persons = persons;
        this.workspaces = workspaces;
    }

    public SentMessage get(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.byId(workspace, id)).orElseThrow(Messages::notFound);
    }

    /** Which of these Message-IDs are ours, each as it was given; brackets are needed. */
    public Map<String, SentMessage> byMessageId(int workspace, Collection<String> ids) {
        List<String> tokens =
                ids.stream().map(MessageTokens::token).filter(Objects::nonNull).toList();
        Map<String, SentMessage> found = new HashMap<>();
        if (!tokens.isEmpty()) {
            tenancy.read(workspace, () -> rows.byTokens(workspace, tokens))
                    .forEach(message -> found.put(message.messageId(), message));
            found.keySet().retainAll(ids);
        }
        return found;
    }

    /** The message whose replies go to an address with this token; a guessed token finds nothing. */
    public Optional<TokenMatch> byToken(String token) {
        return MessageTokens.workspace(token)
                .filter(workspaces.ids()::contains)
                .flatMap(workspace -> tenancy.read(workspace, () -> rows.byToken(workspace, token))
                        .map(message -> new TokenMatch(workspace, message)));
    }

    /** What was planned for a person and those merged into them, the newest first. */
    public List<SentMessage> findByPerson(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.byPersons(workspace, persons.group(workspace, person)));
    }

    public Body body(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.body(workspace, id)).orElseThrow(Messages::notFound);
    }

    /** The Message-IDs of a message's thread, its own as the last: what a reply to it names. */
    public String thread(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.thread(workspace, id))
                .map(String::strip)
                .orElseThrow(Messages::notFound);
    }

    public OutboxFigures figures(int workspace) {
        return new OutboxFigures(tenancy.read(workspace, () -> rows.counts(workspace)));
    }

    /** A page of the list: those before that number, the newest first; of one state or of all. */
    public List<SentMessage> before(int workspace, @Nullable MessageState state, long before, int limit) {
        return tenancy.read(workspace, () -> rows.before(workspace, state, before, limit));
    }

    private static NotFound notFound() {
        return new NotFound("There is no such message.");
    }
}
