package dev.sluice.standing;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of standings: every statement works on a batch of people of one workspace. */
@Component
public class StandingRows {
    /** What the standing row copies from the person. */
    public record Arrival(long person, int source, @Nullable String origin, long firstAt) {}

    /** A person's standing row as it is to be written. */
    public record Write(long person, Arrival arrival, StandingSummary row) {}

    private final JdbcClient jdbc;

    StandingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Held by every evaluation, so that a switch of versions can wait for all of them and block new ones. */
    public void lockShared(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(2, ?)::text")
                .param(workspace)
                .query(String.class)
                .optional();
    }

    /** Waits for the evaluations under way and blocks new ones until the end of the transaction. */
    public void lockAlone(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock(2, ?)::text")
                .param(workspace)
                .query(String.class)
                .optional();
    }

    /** People for whom time alone may have changed the answer. */
    public List<Long> due(int workspace, Instant now, int limit) {
        return jdbc.sql("""
                        SELECT DISTINCT person_id FROM (
                            SELECT person_id FROM standing WHERE workspace_id = ? AND due_at <= ?
                            ORDER BY due_at LIMIT ?) d""")
                .params(workspace, Timestamp.from(now), limit)
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }

    /** Locks and reads the people's standings of one run. */
    public Map<Long, byte[]> states(int workspace, int run, Collection<Long> people) {
        Map<Long, byte[]> states = HashMap.newHashMap(people.size());
        jdbc.sql("""
                        SELECT person_id, state FROM standing_state
                        WHERE workspace_id = ? AND run = ? AND person_id = ANY (?)
                        ORDER BY person_id FOR NO KEY UPDATE""")
                .params(workspace, run, SqlArray.bigint(people))
                .query(Row.each(row -> states.put(row.longValue("person_id"), row.bytes("state"))));
        return states;
    }

    /** Who these people are by now: each as itself, or as the person it was merged into. */
    public Map<Long, Arrival> arrivals(int workspace, Collection<Long> people) {
        Map<Long, Arrival> arrivals = HashMap.newHashMap(people.size());
        Map<Long, Long> merged = new HashMap<>();
        jdbc.sql("""
                        SELECT id, merged_into, first_source_id, origin, created_at FROM shared_person
                        WHERE workspace_id = ? AND id = ANY (?)""").params(workspace, SqlArray.bigint(people)).query(Row.each(row -> {
            long person = row.longValue("id");
            Long into = row.optionalLong("merged_into");
            if (into == null) {
                arrivals.put(
                        person,
                        new Arrival(
                                person,
                                row.intValue("first_source_id", 0),
                                row.optionalText("origin"),
                                Time.micros(row.instant("created_at"))));
            } else {
                merged.put(person, into);
            }
        }));
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

    /** Writes first standings; returns those that another evaluation wrote meanwhile. */
    public Set<Long> insertStates(int workspace, int run, Map<Long, byte[]> states) {
        if (states.isEmpty()) {
            return Set.of();
        }
        Set<Long> conflicting = new HashSet<>(states.keySet());
        columns(states)
                .statement(jdbc, """
                        INSERT INTO standing_state (workspace_id, run, person_id, state)
                        SELECT :workspace, :run, u.person, u.state FROM unnest(:u)
                        ON CONFLICT DO NOTHING RETURNING person_id""")
                .param("workspace", workspace)
                .param("run", run)
                .query(Long.class)
                .list()
                .forEach(conflicting::remove);
        return conflicting;
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

    Optional<byte[]> state(int workspace, int run, long person) {
        return jdbc.sql("SELECT state FROM standing_state WHERE workspace_id = ? AND run = ? AND person_id = ?")
                .params(workspace, run, person)
                .query(byte[].class)
                .optional();
    }

    /** As {@link #states}, without a lock. */
    Map<Long, byte[]> readStates(int workspace, int run, Collection<Long> people) {
        Map<Long, byte[]> states = new HashMap<>();
        jdbc.sql(
                        "SELECT person_id, state FROM standing_state WHERE workspace_id = ? AND run = ? AND person_id = ANY (?)")
                .params(workspace, run, SqlArray.bigint(people))
                .query(Row.each(row -> states.put(row.longValue("person_id"), row.bytes("state"))));
        return states;
    }

    List<Long> peopleIn(int workspace, int run, int[] stages, StandingOutcome outcome) {
        return jdbc.sql("""
                        SELECT person_id FROM standing
                        WHERE workspace_id = ? AND run = ? AND stage = ANY (?) AND outcome = ?""")
                .params(workspace, run, SqlArray.integer(stages), outcome.ordinal())
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Long micros) {
        return micros == null ? null : Time.instant(micros);
    }

    private static Columns<Map.Entry<Long, byte[]>> columns(Map<Long, byte[]> states) {
        return Columns.of(states.entrySet()).bigint("person", Map.Entry::getKey).bytea("state", Map.Entry::getValue);
    }
}
