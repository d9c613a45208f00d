package dev.sluice.meeting;

import dev.sluice.platform.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
    private static final String MEETING =
            "SELECT id, person_id, key, kind, starts_at, ends_at, place, state, moved, task_id FROM meeting ";

    private final JdbcClient jdbc;

    MeetingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Meeting> find(int workspace, long id) {
        return jdbc.sql(MEETING + "WHERE workspace_id = ? AND id = ?")
                .params(workspace, id)
                .query(MeetingRows::meeting)
                .optional();
    }

    /** The meetings of these people, the latest first. */
    List<Meeting> ofPeople(int workspace, Collection<Long> people) {
        return jdbc.sql(MEETING + "WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY starts_at DESC, id DESC")
                .params(workspace, SqlArray.bigint(people))
                .query(MeetingRows::meeting)
                .list();
    }

    /** Those that begin in that time, the earliest first. */
    List<Meeting> between(int workspace, Instant from, Instant to, int most) {
        return jdbc.sql(MEETING
                        + "WHERE workspace_id = ? AND starts_at >= ? AND starts_at < ? ORDER BY starts_at, id LIMIT ?")
                .params(workspace, Timestamp.from(from), Timestamp.from(to), most)
                .query(MeetingRows::meeting)
                .list();
    }

    /** Writes them as they are now; what was told earlier than what is known changes nothing. */
    void put(int workspace, Collection<MeetingChange> told) {
        jdbc.sql("""
                        INSERT INTO meeting AS m
                            (workspace_id, person_id, key, kind, starts_at, ends_at, place, state, told_at)
                        SELECT ?, * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                                                ?::text[], ?::text[], ?::timestamptz[])
                        ON CONFLICT (workspace_id, person_id, key) DO UPDATE
                        SET kind = excluded.kind, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            place = excluded.place, state = excluded.state, told_at = excluded.told_at,
                            moved = m.moved + (m.starts_at <> excluded.starts_at)::integer
                        WHERE m.told_at <= excluded.told_at""")
                .params(
                        workspace,
                        SqlArray.bigint(told.stream().map(MeetingChange::person).toList()),
                        SqlArray.text(told.stream().map(MeetingChange::key).toList()),
                        SqlArray.text(
                                told.stream().map(one -> one.what().kind()).toList()),
                        SqlArray.timestamptz(
                                told.stream().map(one -> one.what().from()).toList()),
                        SqlArray.timestamptz(
                                told.stream().map(one -> one.what().to()).toList()),
                        SqlArray.text(
                                told.stream().map(one -> one.what().place()).toList()),
                        SqlArray.text(
                                told.stream().map(one -> one.state().code()).toList()),
                        SqlArray.timestamptz(
                                told.stream().map(MeetingChange::at).toList()))
                .update();
    }

    void task(int workspace, long meeting, @Nullable Long task) {
        jdbc.sql("UPDATE meeting SET task_id = ? WHERE workspace_id = ? AND id = ?")
                .param(task)
                .param(workspace)
                .param(meeting)
                .update();
    }

    /** A meeting as a signal leaves it. */
    record MeetingChange(long person, String key, MeetingDetails what, Meeting.MeetingState state, Instant at) {}

    /** What the merged had, whoever they are now has; one that both have is one. */
    void move(int workspace, Map<Long, Long> survivors) {
        survivors.forEach((merged, survivor) -> {
            jdbc.sql("""
                            UPDATE meeting m SET person_id = ? WHERE workspace_id = ? AND person_id = ?
                              AND NOT EXISTS (SELECT FROM meeting o WHERE o.workspace_id = m.workspace_id
                                              AND o.person_id = ? AND o.key = m.key)""").params(survivor, workspace, merged, survivor).update();
            erase(workspace, List.of(merged));
        });
    }

    void erase(int workspace, Collection<Long> people) {
        jdbc.sql("DELETE FROM meeting WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .update();
    }

    private static Meeting meeting(ResultSet row, int number) throws SQLException {
        return new Meeting(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant(),
                row.getString(7),
                Meeting.MeetingState.of(row.getString(8)),
                row.getInt(9),
                row.getObject(10, Long.class));
    }
}
