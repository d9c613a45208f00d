package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.person.Person;
import dev.sluice.platform.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which sequence, and how far. */
@Component
public class EnrolmentRows {
    private static final int ATTEMPTS = 5;

    private static final String COLUMNS = """
            id, sequence, person_id, version, state, why, next_step, due_at, held, priority, funnel_id, stage, cause,
            started_at, ended_at""";

    /** Somebody who begins. */
    record Beginning(
            long person,
            Instant dueAt,
            @Nullable Integer funnel,
            @Nullable String stage) {}

    /** How far somebody has got; an empty next step is the end. */
    record Progress(long id, String done, String what, int version, String next, Instant dueAt, String held) {}

    private final JdbcClient jdbc;

    EnrolmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Enrols those who are not in the sequence already; returns who is now. */
    List<Long> insert(
            int workspace,
            Sequence sequence,
            String first,
            List<Beginning> people,
            String cause,
            @Nullable Integer by,
            Instant now) {
        return jdbc.sql("""
                        INSERT INTO enrolment (workspace_id, sequence, person_id, version, state, next_step, due_at, priority,
                                               funnel_id, stage, cause, started_at, by_user)
                        SELECT ?, ?, u.person, ?, 'active', ?, u.due, ?, nullif(u.funnel, 0), nullif(u.stage, ''), ?, ?, ?
                        FROM unnest(?::bigint[], ?::timestamptz[], ?::integer[], ?::text[]) AS u(person, due, funnel, stage)
                        ON CONFLICT (workspace_id, person_id, sequence) WHERE state IN ('active', 'paused') DO NOTHING
                        RETURNING person_id""")
                .param(workspace)
                .param(sequence.name())
                .param(sequence.version())
                .param(first)
                .param(sequence.plan().priority())
                .param(cause)
                .param(Timestamp.from(now))
                .param(by)
                .param(SqlArray.bigint(people.stream().map(Beginning::person).toList()))
                .param(SqlArray.timestamptz(
                        people.stream().map(Beginning::dueAt).toList()))
                .param(SqlArray.integer(people.stream()
                        .mapToInt(one -> one.funnel() == null ? 0 : one.funnel())
                        .toArray()))
                .param(SqlArray.text(people.stream()
                        .map(one -> one.stage() == null ? "" : one.stage())
                        .toList()))
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Takes what is due of running sequences, the most important first; nobody else has it until the commit. */
    List<Enrolment> take(int workspace, Instant now, int most) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM enrolment e WHERE workspace_id = ? AND state = 'active' AND due_at <= ?
                          AND EXISTS (SELECT FROM sequence s WHERE s.workspace_id = e.workspace_id AND s.name = e.sequence
                                      AND s.status = 'running')
                        ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, Timestamp.from(now), most)
                .query(EnrolmentRows::enrolment)
                .list();
    }

    private static Enrolment enrolment(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp(15);
        return new Enrolment(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                row.getString(9),
                row.getInt(10),
                row.getObject(11, Integer.class),
                row.getString(12),
                row.getString(13),
                row.getTimestamp(14).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    void progress(int workspace, List<Progress> all, Instant now) {
        if (all.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE enrolment e SET version = u.version, due_at = u.due, held = u.held,
                            next_step = CASE WHEN u.next = '' THEN e.next_step ELSE u.next END,
                            state = CASE WHEN u.next = '' THEN 'done' ELSE e.state END,
                            ended_at = CASE WHEN u.next = '' THEN ?::timestamptz END
                        FROM unnest(?::bigint[], ?::integer[], ?::timestamptz[], ?::text[], ?::text[])
                             AS u(id, version, due, held, next)
                        WHERE e.workspace_id = ? AND e.id = u.id""")
                .param(Timestamp.from(now))
                .param(SqlArray.bigint(all.stream().map(Progress::id).toList()))
                .param(SqlArray.integer(all.stream().mapToInt(Progress::version).toArray()))
                .param(SqlArray.timestamptz(all.stream().map(Progress::dueAt).toList()))
                .param(SqlArray.text(all.stream().map(Progress::held).toList()))
                .param(SqlArray.text(all.stream().map(Progress::next).toList()))
                .param(workspace)
                .update();
        List<Progress> done = all.stream().filter(one -> !one.done().isEmpty()).toList();
        jdbc.sql("""
                        INSERT INTO enrolment_step (workspace_id, enrolment_id, step, at, what)
                        SELECT ?, u.id, u.step, ?, u.what FROM unnest(?::bigint[], ?::text[], ?::text[]) AS u(id, step, what)
                        ON CONFLICT DO NOTHING""")
                .param(workspace)
                .param(Timestamp.from(now))
                .param(SqlArray.bigint(done.stream().map(Progress::id).toList()))
                .param(SqlArray.text(done.stream().map(Progress::done).toList()))
                .param(SqlArray.text(done.stream().map(Progress::what).toList()))
                .update();
    }

    /** Gives each the one mail of its person's day; returns the enrolments that got it, those named first before others. */
    Set<Long> claimDays(int workspace, List<Long> enrolments, List<Long> people, List<LocalDate> days) {
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO mail_day (workspace_id, person_id, day, enrolment_id)
                        SELECT ?, u.person, u.day::date, u.id FROM unnest(?::bigint[], ?::bigint[], ?::text[])
                            WITH ORDINALITY AS u(id, person, day, place) ORDER BY u.place
                        ON CONFLICT DO NOTHING RETURNING enrolment_id""")
                .param(workspace)
                .param(SqlArray.bigint(enrolments))
                .param(SqlArray.bigint(people))
                .param(SqlArray.text(days.stream().map(LocalDate::toString).toList()))
                .query((row, number) -> row.getLong(1))
                .list());
    }

    /** Those of these enrolments whose person a more important one means to write to before then. */
    Set<Long> giveWay(int workspace, List<Long> enrolments, List<Instant> until) {
        return new HashSet<>(jdbc.sql("""
                        SELECT e.id FROM unnest(?::bigint[], ?::timestamptz[]) AS u(id, until)
                        JOIN enrolment e ON e.workspace_id = ? AND e.id = u.id
                        WHERE EXISTS (SELECT FROM enrolment o
                                      JOIN sequence s ON s.workspace_id = o.workspace_id AND s.name = o.sequence
                                      WHERE o.workspace_id = e.workspace_id AND o.person_id = e.person_id AND o.id <> e.id
                                        AND o.state = 'active' AND o.held = '' AND s.status = 'running'
                                        AND o.priority > e.priority AND o.due_at < u.until)""")
                .params(SqlArray.bigint(enrolments), SqlArray.timestamptz(until), workspace)
                .query((row, number) -> row.getLong(1))
                .list());
    }

    /** The open enrolments of these people, locked. */
    List<Enrolment> open(int workspace, Collection<Long> people) {
        return people.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT " + COLUMNS + """
                         FROM enrolment WHERE workspace_id = ? AND person_id = ANY (?) AND state IN ('active', 'paused')
                        ORDER BY id FOR UPDATE""")
                        .params(workspace, SqlArray.bigint(Set.copyOf(people)))
                        .query(EnrolmentRows::enrolment)
                        .list();
    }

    public List<Enrolment> ofPerson(int workspace, long person) {
        return jdbc.sql(
                        "SELECT " + COLUMNS
                                + " FROM enrolment WHERE workspace_id = ? AND person_id = ? ORDER BY started_at DESC, id DESC LIMIT 50")
                .params(workspace, person)
                .query(EnrolmentRows::enrolment)
                .list();
    }

    public List<Enrolment> ofSequence(int workspace, String sequence, int most) {
        return jdbc.sql(
                        "SELECT " + COLUMNS
                                + " FROM enrolment WHERE workspace_id = ? AND sequence = ? ORDER BY started_at DESC, id DESC LIMIT ?")
                .params(workspace, sequence, most)
                .query(EnrolmentRows::enrolment)
                .list();
    }

    Optional<Enrolment> find(int workspace, long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM enrolment WHERE workspace_id = ? AND id = ? FOR UPDATE")
                .params(workspace, id)
                .query(EnrolmentRows::enrolment)
                .optional();
    }

    void stop(int workspace, Collection<Long> enrolments, String why, Instant now) {
        jdbc.sql("""
                        UPDATE enrolment SET state = 'stopped', why = ?, held = '', ended_at = ?
                        WHERE workspace_id = ? AND id = ANY (?) AND state IN ('active', 'paused')""")
                .params(why, Timestamp.from(now), workspace, SqlArray.bigint(enrolments))
                .update();
    }

    /** Nobody's step is due before then. */
    void postpone(int workspace, Collection<Long> enrolments, Instant until, String held) {
        jdbc.sql("""
                        UPDATE enrolment SET due_at = greatest(due_at, ?), held = ?
                        WHERE workspace_id = ? AND id = ANY (?) AND state IN ('active', 'paused')""")
                .params(Timestamp.from(until), held, workspace, SqlArray.bigint(enrolments))
                .update();
    }

    void state(int workspace, long id, String state, String why, Instant dueAt) {
        jdbc.sql("""
                        UPDATE enrolment SET state = ?, why = ?, due_at = ?, held = ''
                        WHERE workspace_id = ? AND id = ? AND state IN ('active', 'paused')""").params(state, why, Timestamp.from(dueAt), workspace, id).update();
    }

    /** The keys of the mails planned by these enrolments. */
    List<String> planned(int workspace, Collection<Long> enrolments) {
        return jdbc.sql("""
                        SELECT what FROM enrolment_step WHERE workspace_id = ? AND enrolment_id = ANY (?)
                          AND what LIKE 'sequence/%'""")
                .params(workspace, SqlArray.bigint(enrolments))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** What the merged are in, whoever they are now is in; where both are in one sequence the survivor's own goes on. */
    void move(int workspace, Map<Long, Person> standing, Instant now) {
        standing.forEach((merged, survivor) -> {
            if (merged != survivor.id()) {
                for (String table : List.of("mail_outcome", "first_touch")) {
                    move(workspace, table, merged, survivor.id());
                }
                moveEnrolments(workspace, merged, survivor.id(), now);
            }
        });
    }

    private void move(int workspace, String table, long merged, long survivor) {
        jdbc.sql("UPDATE " + table + " SET person_id = ? WHERE workspace_id = ? AND person_id = ?")
                .params(survivor, workspace, merged)
                .update();
    }

    /** The survivor may be enrolled by another transaction between the two statements: then both are done again. */
    private void moveEnrolments(int workspace, long merged, long survivor, Instant now) {
        for (int left = ATTEMPTS; ; left--) {
            jdbc.sql("SAVEPOINT enrolments").update();
            try {
                jdbc.sql("""
                                UPDATE enrolment e SET state = 'stopped', why = 'Became one with somebody in the sequence',
                                    ended_at = ?
                                WHERE workspace_id = ? AND person_id = ? AND state IN ('active', 'paused')
                                  AND EXISTS (SELECT FROM enrolment o WHERE o.workspace_id = e.workspace_id
                                              AND o.person_id = ? AND o.sequence = e.sequence
                                              AND o.state IN ('active', 'paused'))""")
                        .params(Timestamp.from(now), workspace, merged, survivor)
                        .update();
                move(workspace, "enrolment", merged, survivor);
                return;
            } catch (DuplicateKeyException enrolledMeanwhile) {
                if (left == 1) {
                    throw enrolledMeanwhile;
                }
                jdbc.sql("ROLLBACK TO SAVEPOINT enrolments").update();
            }
        }
    }

    void erase(int workspace, Collection<Long> people) {
        for (String table : List.of("enrolment_step", "mail_day", "mail_outcome", "first_touch", "enrolment")) {
            String whose = table.equals("enrolment_step")
                    ? "enrolment_id IN (SELECT id FROM enrolment WHERE workspace_id = ? AND person_id = ANY (?))"
                    : "workspace_id = ? AND person_id = ANY (?)";
            jdbc.sql("DELETE FROM " + table + " WHERE " + whose)
                    .params(workspace, SqlArray.bigint(people))
                    .update();
        }
    }
}
