package dev.sluice.standing;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.SignalLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The driver's SQL: every statement works on a batch of people of one workspace. */
@Component
public class StandingRows {
    /** A signal that waits, or (signal null) a person to be folded again. */
    public record Fresh(long person, @Nullable FoldSignal signal, long receivedAt) {}

    /** What the standing row takes over from the person. */
    public record Arrival(long person, int source, @Nullable String origin, long firstAt) {}

    /** A person's standing row as it is to be written. */
    public record Write(long person, Arrival arrival, StandingSummary row) {}

    private final JdbcClient jdbc;
    private final SignalLog log;

    StandingRows(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** Held by every evaluation, so that a switch of versions can wait for all of them and keep them out. */
    public void lockShared(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(2, ?)::text")
                .param(workspace)
                .query(String.class)
                .optional();
    }

    void lockAlone(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock(2, ?)::text")
                .param(workspace)
                .query(String.class)
                .optional();
    }

    /** Takes what waits, oldest first; the people are those the signals were recorded for. */
    public List<Fresh> take(int workspace, int most) {
        record ClaimedRow(long id, long person, @Nullable UUID signal) {}
        List<ClaimedRow> taken = jdbc.sql("""
                        SELECT id, person_id, signal_id FROM evaluation_queue WHERE workspace_id = ? AND NOT parked
                        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, most)
                .query((row, number) -> new ClaimedRow(row.getLong(1), row.getLong(2), row.getObject(3, UUID.class)))
                .list();
        if (taken.isEmpty()) {
            return List.of();
        }
        jdbc.sql("DELETE FROM evaluation_queue WHERE workspace_id = ? AND id = ANY (?)")
                .params(
                        workspace,
                        SqlArray.bigint(taken.stream().mapToLong(ClaimedRow::id).toArray()))
                .update();
        List<Fresh> fresh = new ArrayList<>(taken.size());
        taken.stream().filter(row -> row.signal() == null).forEach(row -> fresh.add(new Fresh(row.person(), null, 0)));
        log.byIds(
                workspace,
                taken.stream().map(ClaimedRow::signal).filter(Objects::nonNull).toList(),
                stored -> fresh.add(
                        new Fresh(stored.person(), FoldInput.signal(stored), Time.micros(stored.receivedAt()))));
        return fresh;
    }

    /** The signals that wait to be folded. */
    Set<UUID> waiting(int workspace) {
        return new HashSet<>(jdbc.sql(
                        "SELECT signal_id FROM evaluation_queue WHERE workspace_id = ? AND signal_id IS NOT NULL AND NOT parked")
                .param(workspace)
                .query(UUID.class)
                .list());
    }

    /** Sets the oldest waiting row aside, because it alone cannot be folded. */
    public void park(int workspace) {
        jdbc.sql("""
                        UPDATE evaluation_queue SET parked = true WHERE workspace_id = ? AND id =
                            (SELECT min(id) FROM evaluation_queue WHERE workspace_id = ? AND NOT parked)""").params(workspace, workspace).update();
    }

    /** People for whom time alone may have changed the answer. */
    public List<Long> due(int workspace, Instant now, int most) {
        return jdbc.sql("""
                        SELECT DISTINCT person_id FROM (
                            SELECT person_id FROM standing WHERE workspace_id = ? AND due_at <= ?
                            ORDER BY due_at LIMIT ?) d""")
                .params(workspace, java.sql.Timestamp.from(now), most)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Locks and reads the people's standings of one run. */
    public Map<Long, byte[]> states(int workspace, int run, Collection<Long> people) {
        Map<Long, byte[]> states = HashMap.newHashMap(people.size());
        jdbc.sql("""
                        SELECT person_id, state FROM standing_state
                        WHERE workspace_id = ? AND run = ? AND person_id = ANY (?)
                        ORDER BY person_id FOR NO KEY UPDATE""").params(workspace, run, SqlArray.bigint(people)).query(row -> {
            states.put(row.getLong(1), row.getBytes(2));
        });
        return states;
    }

    /** Who these people are by now: each with itself, or with whom it was merged into. */
    public Map<Long, Arrival> arrivals(int workspace, Collection<Long> people) {
        Map<Long, Arrival> arrivals = HashMap.newHashMap(people.size());
        Map<Long, Long> merged = new HashMap<>();
        jdbc.sql("""
                        SELECT id, merged_into, first_source_id, origin, created_at FROM shared_person
                        WHERE workspace_id = ? AND id = ANY (?)""").params(workspace, SqlArray.bigint(people)).query(row -> {
            Long into = row.getObject(2, Long.class);
            if (into == null) {
                arrivals.put(
                        row.getLong(1), new Arrival(row.getLong(1), row.getInt(3), row.getString(4), micros(row, 5)));
            } else {
                merged.put(row.getLong(1), into);
            }
        });
        if (!merged.isEmpty()) {
            Map<Long, Arrival> survivors = arrivals(workspace, Set.copyOf(merged.values()));
            merged.forEach((person, into) -> {
                Arrival survivor = survivors.get(into);
                if (survivor != null) {
                    arrivals.put(person, survivor);
                }
            });
        }
        return arrivals;
    }

    /** The whole history of each of these people, in order. */
    public Map<Long, List<FoldSignal>> histories(int workspace, Collection<Long> people) {
        Map<Long, List<FoldSignal>> histories = new HashMap<>();
        people.forEach(person -> histories.put(person, new ArrayList<>()));
        Map<Long, List<FoldSignal>> byRecord = new HashMap<>();
        jdbc.sql("""
                        SELECT id, coalesce(merged_into, id) FROM shared_person WHERE workspace_id = ? AND id = ANY (?)
                        UNION ALL
                        SELECT id, merged_into FROM shared_person WHERE workspace_id = ? AND merged_into = ANY (?)""")
                .params(workspace, SqlArray.bigint(people), workspace, SqlArray.bigint(people))
                .query(row -> {
                    List<FoldSignal> history = histories.get(row.getLong(2));
                    if (history != null) {
                        byRecord.put(row.getLong(1), history);
                    }
                });
        log.ofPeople(
                workspace,
                byRecord.keySet(),
                stored -> Objects.requireNonNull(byRecord.get(stored.person())).add(FoldInput.signal(stored)));
        histories.values().forEach(history -> history.sort(PersonFold.ORDER));
        return histories;
    }

    /** The histories of everybody in a range of person numbers who is not merged into somebody else. */
    Map<Long, List<FoldSignal>> histories(int workspace, long from, long to) {
        Map<Long, List<FoldSignal>> histories = new HashMap<>();
        Set<Long> elsewhere = new HashSet<>();
        Set<Long> survivors = new HashSet<>();
        jdbc.sql("""
                        SELECT id, merged_into FROM shared_person
                        WHERE workspace_id = ? AND merged_into IS NOT NULL
                          AND ((id >= ? AND id < ?) OR (merged_into >= ? AND merged_into < ?))""").params(workspace, from, to, from, to).query(row -> {
            elsewhere.add(row.getLong(1));
            survivors.add(row.getLong(2));
        });
        log.range(workspace, from, to, stored -> {
            long person = stored.person();
            if (!elsewhere.contains(person) && !survivors.contains(person)) {
                histories.computeIfAbsent(person, one -> new ArrayList<>()).add(FoldInput.signal(stored));
            }
        });
        survivors.removeIf(person -> person < from || person >= to);
        if (!survivors.isEmpty()) {
            histories.putAll(histories(workspace, survivors));
        }
        return histories;
    }

    public void updateStates(int workspace, int run, Map<Long, byte[]> states) {
        if (states.isEmpty()) {
            return;
        }
        columns(states)
                .statement(jdbc, """
                        UPDATE standing_state s SET state = u.state FROM unnest(:u)
                        WHERE s.workspace_id = :workspace AND s.run = :run AND s.person_id = ANY (:u_person)
                          AND s.person_id = u.person""")
                .param("workspace", workspace)
                .param("run", run)
                .update();
    }

    /** Writes first standings; returns those that somebody else wrote meanwhile. */
    public Set<Long> insertStates(int workspace, int run, Map<Long, byte[]> states) {
        if (states.isEmpty()) {
            return Set.of();
        }
        Set<Long> lost = new HashSet<>(states.keySet());
        columns(states)
                .statement(jdbc, """
                        INSERT INTO standing_state (workspace_id, run, person_id, state)
                        SELECT :workspace, :run, u.person, u.state FROM unnest(:u)
                        ON CONFLICT DO NOTHING RETURNING person_id""")
                .param("workspace", workspace)
                .param("run", run)
                .query(Long.class)
                .list()
                .forEach(lost::remove);
        return lost;
    }

    public void write(int workspace, int run, List<Write> writes) {
        if (writes.isEmpty()) {
            return;
        }
        Columns.of(writes)
                .bigint("person", Write::person)
                .integer("stage", write -> write.row().stage())
                .integer("outcome", write -> write.row().outcome())
                .integer("fit", write -> write.row().fit())
                .float8("rank", write -> write.row().rank())
                .timestamptz("entered", write -> Time.instant(write.row().enteredAt()))
                .timestamptz("started", write -> instant(write.row().startedAt()))
                .integer("source", write -> write.arrival().source())
                .text("origin", write -> write.arrival().origin())
                .integer("reached", write -> write.row().reached())
                .text("reached_at", write -> write.row().reachedAt())
                .text("reason", write -> write.row().reason())
                .text("flags", write -> write.row().flags())
                .timestamptz("due", write -> instant(write.row().dueAt()))
                .statement(jdbc, """
                        INSERT INTO standing (workspace_id, run, person_id, stage, outcome, fit, rank, entered_at, started_at,
                                              source_id, origin, reached, reached_at, reason, flags, due_at)
                        SELECT :workspace, :run, u.person, u.stage, u.outcome, u.fit, u.rank, u.entered, u.started, u.source,
                               u.origin, u.reached, u.reached_at::timestamptz[], u.reason, u.flags::text[], u.due
                        FROM unnest(:u)
                        ORDER BY u.person
                        ON CONFLICT (workspace_id, run, person_id) DO UPDATE SET
                            stage = excluded.stage, outcome = excluded.outcome, fit = excluded.fit, rank = excluded.rank,
                            entered_at = excluded.entered_at, started_at = excluded.started_at,
                            source_id = excluded.source_id, origin = excluded.origin, reached = excluded.reached,
                            reached_at = excluded.reached_at, reason = excluded.reason, flags = excluded.flags,
                            due_at = excluded.due_at""")
                .param("workspace", workspace)
                .param("run", run)
                .update();
    }

    private static long micros(ResultSet row, int column) throws SQLException {
        return Time.micros(row.getTimestamp(column).toInstant());
    }

    private static @Nullable Instant instant(@Nullable Long micros) {
        return micros == null ? null : Time.instant(micros);
    }

    private static Columns<Map.Entry<Long, byte[]>> columns(Map<Long, byte[]> states) {
        return Columns.of(states.entrySet()).bigint("person", Map.Entry::getKey).bytea("state", Map.Entry::getValue);
    }
}
