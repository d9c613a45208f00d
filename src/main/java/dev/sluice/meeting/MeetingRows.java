package dev.sluice.meeting;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The meetings of a workspace in the database. */
@Component
class MeetingRows {
    private static final String MEETING = """
            SELECT id, person_id AS person, key, kind, starts_at, ends_at, place, state, moved, sequence, stamped_at, task_id AS task FROM meeting
            """;

    private final JdbcClient jdbc;

    MeetingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A meeting as a signal leaves it. */
    record MeetingChange(
            long person,
            String key,
            MeetingDetails details,
            Meeting.MeetingState state,
            int sequence,
            @Nullable Instant stamp,
            Instant at) {}

    Optional<Meeting> find(int workspace, long id) {
        return jdbc.sql(MEETING + "WHERE workspace_id = ? AND id = ?")
                .params(workspace, id)
                .query(Row.mapper(Meeting.class))
                .optional();
    }

    /** The meetings of these people, the latest first. */
    List<Meeting> findByPeople(int workspace, Collection<Long> people) {
        return jdbc.sql(MEETING + "WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY starts_at DESC, id DESC")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.mapper(Meeting.class))
                .list();
    }

    /** Those that begin in that time, the earliest first. */
    List<Meeting> between(int workspace, Instant from, Instant to, int limit) {
        return jdbc.sql(MEETING
                        + "WHERE workspace_id = ? AND starts_at >= ? AND starts_at < ? ORDER BY starts_at, id LIMIT ?")
                .params(workspace, Timestamp.from(from), Timestamp.from(to), limit)
                .query(Row.mapper(Meeting.class))
                .list();
    }

    /** Writes them as they are now; an older signal than the one a meeting has changes nothing. */
    void put(int workspace, Collection<MeetingChange> changes) {
        Columns.of(changes)
                .bigint("person", MeetingChange::person)
                .text("key", MeetingChange::key)
                .text("kind", change -> change.details().kind())
                .timestamptz("starts_at", change -> change.details().from())
                .timestamptz("ends_at", change -> change.details().to())
                .text("place", change -> change.details().place())
                .text("state", change -> change.state().code())
                .integer("sequence", MeetingChange::sequence)
                .timestamptz("stamp", MeetingChange::stamp)
                .timestamptz("told_at", MeetingChange::at)
                .statement(jdbc, """
                        INSERT INTO meeting AS m
                            (workspace_id, person_id, key, kind, starts_at, ends_at, place, state, sequence, stamped_at, told_at)
                        SELECT :workspace, u.person, u.key, u.kind, u.starts_at, u.ends_at, u.place, u.state, u.sequence, u.stamp,
                               u.told_at
                        FROM unnest(:u)
                        ON CONFLICT (workspace_id, person_id, key) DO UPDATE
                        SET kind = excluded.kind, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            place = excluded.place, state = excluded.state, told_at = excluded.told_at,
                            sequence = greatest(m.sequence, excluded.sequence),
                            stamped_at = coalesce(excluded.stamped_at, m.stamped_at),
                            moved = m.moved + (m.starts_at <> excluded.starts_at)::integer
                        WHERE m.told_at <= excluded.told_at""")
                .param("workspace", workspace)
                .update();
    }

    void revise(int workspace, long meeting, int sequence, @Nullable Instant stamp, String place) {
        jdbc.sql("""
                        UPDATE meeting SET sequence = :sequence, stamped_at = coalesce(:stamp, stamped_at), place = :place
                        WHERE workspace_id = :w AND id = :id""")
                .param("sequence", sequence)
                .param("stamp", stamp == null ? null : Timestamp.from(stamp), Types.TIMESTAMP)
                .param("place", place)
                .param("w", workspace)
                .param("id", meeting)
                .update();
    }

    void task(int workspace, long meeting, @Nullable Long task) {
        jdbc.sql("UPDATE meeting SET task_id = ? WHERE workspace_id = ? AND id = ?")
                .param(task)
                .param(workspace)
                .param(meeting)
                .update();
    }

    /** Gives the survivors the meetings of the merged; a meeting that both have stays one. */
    void move(int workspace, Map<Long, Long> survivors) {
        survivors.forEach((merged, survivor) -> {
            jdbc.sql("""
                            UPDATE meeting m SET person_id = ? WHERE workspace_id = ? AND person_id = ?
                              AND NOT EXISTS (SELECT FROM meeting o WHERE o.workspace_id = m.workspace_id
                                              AND o.person_id = ? AND o.key = m.key)""").params(survivor, workspace, merged, survivor).update();
            erase(workspace, List.of(merged));
        });
    }

    /** Gives the meetings of those keys to a person who was part of another; they keep their numbers. */
    void separate(int workspace, long person, long separate, List<String> keys) {
        jdbc.sql("UPDATE meeting SET person_id = ? WHERE workspace_id = ? AND person_id = ? AND key = ANY (?)")
                .params(separate, workspace, person, SqlArray.text(keys))
                .update();
    }

    void erase(int workspace, Collection<Long> people) {
        jdbc.sql("DELETE FROM meeting WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .update();
    }
}
