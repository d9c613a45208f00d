package dev.sluice.signal;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the log of signals for every other module, and removes what it holds of erased people. No view of the log is
 * published, so that it may be moved to another store. Every method takes many people at once and joins the
 * transaction under way; people are those that the signals were recorded for, merges are not followed.
 */
@Component
public class SignalLog {
    /** A signal without its data, with its traits as the JSON that is stored: enough for the fold, and cheap to read. */
    public record StoredSignal(
            UUID id,
            long person,
            Instant at,
            Instant receivedAt,
            boolean human,
            String kind,
            String subject,
            @Nullable String traits) {}

    /** What happened last to a person. */
    public record LatestSignal(Instant at, String kind, String subject) {}

    /** The newest value of a trait as text, with the signal and the source that it came by. */
    public record LatestTrait(String trait, String value, Instant at, UUID signal, int source) {}

    private static final String STORED = "id, person_id, at, received_at, human, kind, subject, traits::text";

    private static final String FULL =
            "s.id, s.person_id, s.at, s.received_at, s.source_id, s.human, s.kind, s.subject, s.traits::text, s.data::text";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    SignalLog(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** The signals of these ids that the log still has, in no order. */
    public void byIds(int workspace, Collection<UUID> ids, Consumer<StoredSignal> reader) {
        tenancy.read(
                workspace,
                () -> stored(
                        jdbc.sql("SELECT " + STORED + " FROM signal WHERE workspace_id = ? AND id = ANY (?::uuid[])")
                                .params(
                                        workspace,
                                        SqlArray.text(
                                                ids.stream().map(UUID::toString).toList())),
                        reader));
    }

    /** The signals of these ids with their data, the oldest first; for a few of them. */
    public List<Signal> full(int workspace, Set<UUID> ids) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT " + FULL
                                        + " FROM signal s WHERE s.workspace_id = ? AND s.id = ANY (?::uuid[]) ORDER BY s.at, s.id")
                        .params(
                                workspace,
                                SqlArray.text(ids.stream().map(UUID::toString).toList()))
                        .query(SignalLog::full)
                        .list());
    }

    /** The newest signal of these kinds of each of these people, with its data. */
    public List<Signal> latestFull(int workspace, Collection<Long> people, Collection<String> kinds) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT " + FULL + """
                         FROM unnest(?::bigint[]) AS u(id)
                        CROSS JOIN LATERAL (
                            SELECT * FROM signal s
                            WHERE s.workspace_id = ? AND s.person_id = u.id AND s.human AND s.kind = ANY (?)
                            ORDER BY s.at DESC, s.id DESC LIMIT 1) s""")
                        .params(SqlArray.bigint(people), workspace, SqlArray.text(kinds))
                        .query(SignalLog::full)
                        .list());
    }

    /** All signals of these people, the oldest first. */
    public void ofPeople(int workspace, Collection<Long> people, Consumer<StoredSignal> reader) {
        tenancy.read(
                workspace,
                () -> stored(
                        jdbc.sql("SELECT " + STORED
                                        + " FROM signal WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY at, id")
                                .params(workspace, SqlArray.bigint(people)),
                        reader));
    }

    /** All signals of the people numbered from {@code from} to before {@code to}, by person and then the oldest first. */
    public void range(int workspace, long from, long to, Consumer<StoredSignal> reader) {
        tenancy.read(workspace, () -> stored(jdbc.sql("SELECT " + STORED + """
                                         FROM signal WHERE workspace_id = ? AND person_id >= ? AND person_id < ?
                                        ORDER BY person_id, at, id""").params(workspace, from, to), reader));
    }

    /** All signals of these people with their data, the oldest first; for a few people. */
    public List<Signal> full(int workspace, Collection<Long> people) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT " + FULL
                                        + " FROM signal s WHERE s.workspace_id = ? AND s.person_id = ANY (?) ORDER BY s.at, s.id")
                        .params(workspace, SqlArray.bigint(people))
                        .query(SignalLog::full)
                        .list());
    }

    /**
     * The newest signals of these people before a place in time, the newest first.
     *
     * @param kinds empty for all kinds
     * @param before the instant of the place, {@code id} parts signals of one instant
     */
    public List<Signal> page(
            int workspace, Collection<Long> people, Collection<String> kinds, Instant before, UUID id, int limit) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT " + FULL + """

                        FROM unnest(?::bigint[]) AS g(id)
                        CROSS JOIN LATERAL (
                            SELECT * FROM signal s
                            WHERE s.workspace_id = ? AND s.person_id = g.id AND (s.at, s.id) < (?, ?)
                              AND (? OR s.kind = ANY (?))
                            ORDER BY s.at DESC, s.id DESC LIMIT ?) s
                        ORDER BY s.at DESC, s.id DESC LIMIT ?""")
                        .params(SqlArray.bigint(people), workspace, Timestamp.from(before), id)
                        .params(kinds.isEmpty(), SqlArray.text(kinds), limit, limit)
                        .query(SignalLog::full)
                        .list());
    }

    /** The newest signal of each of these people; someone without any is not in it. */
    public Map<Long, LatestSignal> latest(int workspace, Collection<Long> people) {
        return latest(workspace, people, "", spec -> spec);
    }

    /** The newest signal since an instant, of those that a human caused. */
    public Map<Long, LatestSignal> latestByHumans(int workspace, Collection<Long> people, Instant since) {
        return latest(workspace, people, "AND s.human AND s.at >= ?", spec -> spec.param(Timestamp.from(since)));
    }

    /** The newest signal of these kinds that a human caused, as far back as the log goes. */
    public Map<Long, LatestSignal> latestByHumans(int workspace, Collection<Long> people, Collection<String> kinds) {
        return latest(workspace, people, "AND s.human AND s.kind = ANY (?)", spec -> spec.params(SqlArray.text(kinds)));
    }

    /** The newest signal of one kind up to an instant, which counts. */
    public Map<Long, LatestSignal> latestOf(int workspace, Collection<Long> people, String kind, Instant until) {
        return latest(
                workspace, people, "AND s.kind = ? AND s.at <= ?", spec -> spec.params(kind, Timestamp.from(until)));
    }

    private Map<Long, LatestSignal> latest(
            int workspace, Collection<Long> people, String condition, UnaryOperator<JdbcClient.StatementSpec> bind) {
        Map<Long, LatestSignal> latest = new HashMap<>();
        if (!people.isEmpty()) {
            tenancy.read(workspace, () -> {
                bind.apply(jdbc.sql("""
                                        SELECT u.id, s.at, s.kind, s.subject
                                        FROM unnest(?::bigint[]) AS u(id)
                                        CROSS JOIN LATERAL (
                                            SELECT s.at, s.kind, s.subject FROM signal s
                                            WHERE s.workspace_id = ? AND s.person_id = u.id\s""" + condition + """

                                            ORDER BY s.at DESC, s.id DESC LIMIT 1) s""").params(SqlArray.bigint(people), workspace))
                        .query(row -> {
                            latest.put(
                                    row.getLong("id"),
                                    new LatestSignal(
                                            row.getTimestamp("at").toInstant(),
                                            row.getString("kind"),
                                            row.getString("subject")));
                        });
                return latest;
            });
        }
        return latest;
    }

    /** The newest value of every trait that these records, taken as one person, ever got; a removed trait is not in it. */
    public List<LatestTrait> latestTraits(int workspace, Collection<Long> people) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT t.trait, t.at, t.id, t.source_id,
                               CASE jsonb_typeof(t.value) WHEN 'number' THEN trim_scale((t.value #>> '{}')::numeric)::text
                                    ELSE t.value #>> '{}' END AS value
                        FROM (SELECT DISTINCT ON (e.key) e.key AS trait, e.value, s.at, s.id, s.source_id
                              FROM signal s, jsonb_each(s.traits) e
                              WHERE s.workspace_id = ? AND s.person_id = ANY (?) AND jsonb_typeof(s.traits) = 'object'
                              ORDER BY e.key, s.at DESC, s.id DESC) t
                        WHERE t.value <> 'null'::jsonb
                        ORDER BY t.trait""")
                        .params(workspace, SqlArray.bigint(people))
                        .query((row, number) -> new LatestTrait(
                                row.getString("trait"),
                                row.getString("value"),
                                row.getTimestamp("at").toInstant(),
                                row.getObject("id", UUID.class),
                                row.getInt("source_id")))
                        .list());
    }

    /** How many signals the log has of these people. */
    public long count(int workspace, Collection<Long> people) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM signal WHERE workspace_id = ? AND person_id = ANY (?)")
                        .params(workspace, SqlArray.bigint(people))
                        .query(Long.class)
                        .single());
    }

    /** Removes every signal of these people for good; returns how many there were. */
    public int erase(int workspace, Collection<Long> people) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("DELETE FROM signal WHERE workspace_id = ? AND person_id = ANY (?)")
                        .params(workspace, SqlArray.bigint(people))
                        .update());
    }

    private static boolean stored(JdbcClient.StatementSpec spec, Consumer<StoredSignal> reader) {
        spec.query(row -> {
            reader.accept(new StoredSignal(
                    row.getObject("id", UUID.class),
                    row.getLong("person_id"),
                    row.getTimestamp("at").toInstant(),
                    row.getTimestamp("received_at").toInstant(),
                    row.getBoolean("human"),
                    row.getString("kind"),
                    row.getString("subject"),
                    row.getString("traits")));
        });
        return true;
    }

    private static Signal full(ResultSet row, int number) throws SQLException {
        return new Signal(
                row.getObject("id", UUID.class),
                row.getLong("person_id"),
                row.getLong("person_id"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("source_id"),
                row.getBoolean("human"),
                row.getString("kind"),
                row.getString("subject"),
                Json.object(row.getString("traits")),
                Json.object(row.getString("data")));
    }
}
