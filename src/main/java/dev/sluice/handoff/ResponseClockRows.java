package dev.sluice.handoff;

import dev.sluice.handoff.ResponseClocks.DueClock;
import dev.sluice.handoff.ResponseClocks.ResponseClock;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of response clocks. */
@Component
class ResponseClockRows {
    private final JdbcClient jdbc;

    ResponseClockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A clock to start.
     *
     * @param escalation what follows when it runs out, separated by commas
     */
    record NewClock(
            long person,
            String responseClass,
            @Nullable Integer owner,
            Instant startedAt,
            Instant dueAt,
            long withinSeconds,
            boolean working,
            String escalation) {}

    /** A clock that runs. */
    record OpenClock(long id, long personId, @Nullable Integer ownerId, Instant startedAt, boolean working) {}

    /** A clock that ran out; {@code next} is when its next escalation is due, null after the last. */
    record BreachedClock(long clock, @Nullable Instant next) {}

    void insert(int workspace, int funnel, List<NewClock> clocks) {
        Columns.of(clocks)
                .bigint("person", NewClock::person)
                .text("class", NewClock::responseClass)
                .integer("owner", NewClock::owner)
                .timestamptz("started", NewClock::startedAt)
                .timestamptz("due", NewClock::dueAt)
                .bigint("within", NewClock::withinSeconds)
                .bool("working", NewClock::working)
                .text("follow", NewClock::escalation)
                .statement(jdbc, """
                        INSERT INTO response_clock (workspace_id, person_id, funnel_id, class, owner_id, started_at,
                                                    due_at, within_seconds, working, follow, fire_at)
                        SELECT :workspace, u.person, :funnel, u.class, u.owner, u.started, u.due, u.within, u.working,
                               string_to_array(u.follow, ','), u.due
                        FROM unnest(:u)""")
                .param("workspace", workspace)
                .param("funnel", funnel)
                .update();
    }

    /** The running clocks of these people, locked. */
    List<OpenClock> open(int workspace, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT id, person_id, owner_id, started_at, working FROM response_clock
                        WHERE workspace_id = ? AND person_id = ANY (?) AND met_at IS NULL AND ended_at IS NULL
                        ORDER BY id FOR UPDATE""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.mapper(OpenClock.class))
                .list();
    }

    /** Those of these people who have a running clock of one of these classes and a member as its owner. */
    Set<Long> owned(int workspace, List<String> classes, Collection<Long> people) {
        return Set.copyOf(jdbc.sql("""
                        SELECT DISTINCT c.person_id FROM response_clock c
                        JOIN shared_member m ON m.workspace_id = c.workspace_id AND m.user_id = c.owner_id
                        WHERE c.workspace_id = ? AND c.class = ANY (?) AND c.person_id = ANY (?)
                          AND c.met_at IS NULL AND c.ended_at IS NULL""")
                .params(workspace, SqlArray.text(classes), SqlArray.bigint(people))
                .query(Row.map(row -> row.longValue("person_id")))
                .list());
    }

    void meet(int workspace, long clock, Instant at, Object signal, Duration took) {
        Timestamp met = Timestamp.from(at);
        jdbc.sql("""
                        UPDATE response_clock SET met_at = :met, met_by = :signal, working_seconds = :took, fire_at = NULL,
                            breached_at = CASE WHEN due_at >= :met THEN NULL ELSE coalesce(breached_at, due_at) END,
                            missed_by = CASE WHEN due_at < :met THEN coalesce(missed_by, owner_id) END
                        WHERE workspace_id = :w AND id = :id""")
                .param("met", met)
                .param("signal", signal)
                .param("took", took.toSeconds())
                .param("w", workspace)
                .param("id", clock)
                .update();
    }

    /** Meets the running clocks of these classes by an automatic response at that instant. */
    void meetAll(int workspace, Collection<String> classes, Collection<Long> people, Instant at) {
        Timestamp met = Timestamp.from(at);
        jdbc.sql("""
                        UPDATE response_clock SET met_at = ?, fire_at = NULL,
                            working_seconds = extract(epoch FROM ?::timestamptz - started_at),
                            breached_at = CASE WHEN due_at >= ? THEN NULL ELSE coalesce(breached_at, due_at) END
                        WHERE workspace_id = ? AND person_id = ANY (?) AND class = ANY (?) AND started_at <= ?
                          AND met_at IS NULL AND ended_at IS NULL""")
                .params(met, met, met, workspace, SqlArray.bigint(people), SqlArray.text(classes), met)
                .update();
    }

    /** When the last clock of one of these classes started, by person. */
    Map<Long, Instant> lastStarted(int workspace, int funnel, List<String> classes, Collection<Long> people) {
        Map<Long, Instant> started = new TreeMap<>();
        jdbc.sql("""
                        SELECT person_id, max(started_at) AS started_at FROM response_clock
                        WHERE workspace_id = ? AND funnel_id = ? AND class = ANY (?) AND person_id = ANY (?) GROUP BY 1""")
                .params(workspace, funnel, SqlArray.text(classes), SqlArray.bigint(people))
                .query(Row.each(row -> started.put(row.longValue("person_id"), row.instant("started_at"))));
        return started;
    }

    /** The clocks of one person, the newest first. */
    List<ResponseClock> of(int workspace, long person) {
        return jdbc.sql("""
                        SELECT class AS response_class, owner_id AS owner, started_at, due_at, met_at, breached_at, ended_at,
                               working_seconds
                        FROM response_clock WHERE workspace_id = ? AND person_id = ? ORDER BY id DESC LIMIT 100""")
                .params(workspace, person)
                .query(Row.mapper(ResponseClock.class))
                .list();
    }

    /**
     * Locks the clocks on which something is due, so that no other node claims them, too. The database's time decides: a
     * node whose clock is wrong fires nothing early and nothing late.
     */
    List<DueClock> claim(int workspace, Instant now, int limit) {
        return jdbc.sql("""
                        SELECT id, person_id, funnel_id, class, owner_id, fire_at, within_seconds, working, follow, step
                        FROM response_clock WHERE workspace_id = ? AND fire_at <= ?::timestamptz + (clock_timestamp() - ?::timestamptz)
                        ORDER BY fire_at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, Timestamp.from(now), Timestamp.from(Time.ofThisMachine()), limit)
                .query(Row.map(row -> new DueClock(
                        row.longValue("id"),
                        row.longValue("person_id"),
                        row.intValue("funnel_id"),
                        row.text("class"),
                        row.optionalInt("owner_id"),
                        row.instant("fire_at"),
                        Duration.ofSeconds(row.longValue("within_seconds")),
                        row.bool("working"),
                        row.texts("follow"),
                        row.intValue("step"))))
                .list();
    }

    void breach(int workspace, List<BreachedClock> breached) {
        Columns.of(breached)
                .bigint("id", BreachedClock::clock)
                .timestamptz("next", BreachedClock::next)
                .statement(jdbc, """
                        UPDATE response_clock c SET breached_at = coalesce(c.breached_at, c.due_at), step = c.step + 1,
                            missed_by = coalesce(c.missed_by, c.owner_id),
                            fire_at = u.next
                        FROM unnest(:u)
                        WHERE c.workspace_id = :workspace AND c.id = ANY (:ids) AND c.id = u.id""")
                .param("workspace", workspace)
                .param(
                        "ids",
                        SqlArray.bigint(
                                breached.stream().map(BreachedClock::clock).toList()))
                .update();
    }

    /** Stops running clocks but those of a class; those that ran out before stay breached. A null funnel means every one. */
    void cancel(int workspace, @Nullable Integer funnel, String except, Collection<Long> people, Instant now) {
        stop(workspace, people, now, "class <> :class AND (:funnel::integer IS NULL OR funnel_id = :funnel)")
                .param("class", except)
                .param("funnel", funnel, Types.INTEGER)
                .update();
    }

    /** Stops the running clocks of one class in every funnel. */
    void cancelReplies(int workspace, String responseClass, Collection<Long> people, Instant now) {
        stop(workspace, people, now, "class = :class")
                .param("class", responseClass)
                .update();
    }

    private JdbcClient.StatementSpec stop(int workspace, Collection<Long> people, Instant now, String which) {
        return jdbc.sql("""
                        UPDATE response_clock SET ended_at = :now, fire_at = NULL,
                            breached_at = CASE WHEN due_at < :now THEN coalesce(breached_at, due_at) ELSE breached_at END,
                            missed_by = CASE WHEN due_at < :now THEN coalesce(missed_by, owner_id) ELSE missed_by END
                        WHERE workspace_id = :w AND person_id = ANY (:people) AND met_at IS NULL AND ended_at IS NULL
                          AND\s""" + which)
                .param("now", Timestamp.from(now))
                .param("w", workspace)
                .param("people", SqlArray.bigint(people));
    }

    /** Gives the running clocks of a lead to an owner; one that has run out stays the miss of the owner before. */
    void assign(int workspace, LeadAssignment lead, @Nullable Integer owner, Instant now) {
        jdbc.sql("""
                        UPDATE response_clock SET owner_id = :owner,
                            missed_by = CASE WHEN due_at < :now THEN coalesce(missed_by, owner_id) ELSE missed_by END
                        WHERE workspace_id = :w AND person_id = :person AND funnel_id = :funnel AND met_at IS NULL
                          AND ended_at IS NULL""")
                .param("owner", owner, Types.INTEGER)
                .param("now", Timestamp.from(now))
                .param("w", workspace)
                .param("person", lead.person())
                .param("funnel", lead.funnel())
                .update();
    }
}
