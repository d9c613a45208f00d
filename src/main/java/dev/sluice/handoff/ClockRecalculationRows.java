package dev.sluice.handoff;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of moving running response clocks. */
@Component
class ClockRecalculationRows {
    private final JdbcClient jdbc;

    ClockRecalculationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A running clock that counts the working time of its owner. */
    record WorkingClock(
            long id, long personId, int ownerId, Instant startedAt, Instant dueAt, long withinSeconds, int step) {
        Duration within() {
            return Duration.ofSeconds(withinSeconds);
        }
    }

    /**
     * A clock with its new times.
     *
     * @param fire when its next escalation is due
     * @param again whether it has not run out by its new times
     */
    record MovedClock(long id, long person, int owner, Instant before, Instant due, Instant fire, boolean again) {}

    /** The clocks of that user, or of everyone for null, locked. */
    List<WorkingClock> running(int workspace, @Nullable Integer owner) {
        return jdbc.sql("""
                        SELECT id, person_id, owner_id, started_at, due_at, within_seconds, step FROM response_clock
                        WHERE workspace_id = :w AND working AND owner_id IS NOT NULL AND met_at IS NULL AND ended_at IS NULL
                          AND (:owner::integer IS NULL OR owner_id = :owner)
                        ORDER BY id FOR UPDATE""")
                .param("w", workspace)
                .param("owner", owner, Types.INTEGER)
                .query(Row.mapper(WorkingClock.class))
                .list();
    }

    /** Saves the new times, and moves the replies that were due with these clocks. */
    void move(int workspace, List<MovedClock> clocks) {
        columns(clocks).statement(jdbc, """
                        UPDATE response_clock c SET due_at = u.due,
                            fire_at = CASE WHEN u.again OR c.fire_at IS NOT NULL THEN u.fire END,
                            step = CASE WHEN u.again THEN 0 ELSE c.step END,
                            breached_at = CASE WHEN u.again THEN NULL WHEN c.breached_at IS NULL THEN NULL ELSE u.due END,
                            missed_by = CASE WHEN u.again THEN NULL ELSE c.missed_by END
                        FROM unnest(:u) WHERE c.workspace_id = :workspace AND c.id = u.id""").param("workspace", workspace).update();
        columns(clocks).statement(jdbc, """
                        UPDATE next_step s SET due_at = u.due FROM unnest(:u)
                        WHERE s.workspace_id = :workspace AND s.person_id = u.person AND s.kind = 'respond'
                          AND s.done_at IS NULL AND s.due_at = u.before""").param("workspace", workspace).update();
    }

    private static Columns<MovedClock> columns(List<MovedClock> clocks) {
        return Columns.of(clocks)
                .bigint("id", MovedClock::id)
                .bigint("person", MovedClock::person)
                .timestamptz("before", MovedClock::before)
                .timestamptz("due", MovedClock::due)
                .timestamptz("fire", MovedClock::fire)
                .bool("again", MovedClock::again);
    }
}
