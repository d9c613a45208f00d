package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Enrolments: started, found, paused and stopped. */
@Component
class EnrolmentRows {
    private static final String COLUMNS = """
            id, sequence, person_id AS person, version, state, why, next_step, due_at, held, priority, funnel_id AS funnel,
            stage, cause, started_at, ended_at
            """;

    /** An enrolment to start. */
    record EnrolmentStart(
            long person,
            Instant dueAt,
            @Nullable Integer funnel,
            @Nullable String stage,
            String held) {}

    private final JdbcClient jdbc;

    EnrolmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Enrols those who are not in the sequence already; returns their people. */
    List<Long> insert(
            int workspace,
            Sequence sequence,
            String firstStep,
            List<EnrolmentStart> starts,
            String cause,
            @Nullable Integer by,
            Instant now) {
        return Columns.of(starts)
                .bigint("person", EnrolmentStart::person)
                .timestamptz("due", EnrolmentStart::dueAt)
                .integer("funnel", EnrolmentStart::funnel)
                .text("stage", EnrolmentStart::stage)
                .text("held", EnrolmentStart::held)
                .statement(jdbc, """
                        INSERT INTO enrolment (workspace_id, sequence, person_id, version, state, next_step, due_at, priority,
                                               funnel_id, stage, held, cause, started_at, by_user)
                        SELECT :workspace, :sequence, u.person, :version, 'active', :step, u.due, :priority, u.funnel,
                               u.stage, u.held, :cause, :now, :by
                        FROM unnest(:u)
                        ON CONFLICT (workspace_id, person_id, sequence) WHERE state IN ('active', 'paused') DO NOTHING
                        RETURNING person_id""")
                .param("workspace", workspace)
                .param("sequence", sequence.name())
                .param("version", sequence.version())
                .param("step", firstStep)
                .param("priority", sequence.plan().priority())
                .param("cause", cause)
                .param("now", Timestamp.from(now))
                .param("by", by)
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }

    /** Locks what is due of running sequences, the longest due first; no one else has it until the commit. */
    List<Enrolment> claim(int workspace, Instant now, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM enrolment e WHERE workspace_id = ? AND state = 'active' AND due_at <= ?
                          AND EXISTS (SELECT FROM sequence s WHERE s.workspace_id = e.workspace_id AND s.name = e.sequence
                                      AND s.status = 'running')
                        ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, Timestamp.from(now), limit)
                .query(Row.mapper(Enrolment.class))
                .list();
    }

    /** The open enrolments of these people, locked. */
    List<Enrolment> open(int workspace, Collection<Long> people) {
        return people.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT " + COLUMNS + """
                         FROM enrolment WHERE workspace_id = ? AND person_id = ANY (?) AND state IN ('active', 'paused')
                        ORDER BY id FOR UPDATE""")
                        .params(workspace, SqlArray.bigint(Set.copyOf(people)))
                        .query(Row.mapper(Enrolment.class))
                        .list();
    }

    /** Everyone who is in a sequence and waits for no consent. */
    List<Long> peopleWithOpen(int workspace) {
        return jdbc.sql("""
                        SELECT DISTINCT person_id FROM enrolment
                        WHERE workspace_id = ? AND state IN ('active', 'paused') AND held = '' ORDER BY person_id""")
                .param(workspace)
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }

    List<Enrolment> findByPerson(int workspace, long person, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM enrolment WHERE workspace_id = ? AND person_id = ? ORDER BY started_at DESC, id DESC LIMIT ?""")
                .params(workspace, person, limit)
                .query(Row.mapper(Enrolment.class))
                .list();
    }

    List<Enrolment> findBySequence(int workspace, String sequence, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM enrolment WHERE workspace_id = ? AND sequence = ? ORDER BY started_at DESC, id DESC LIMIT ?""")
                .params(workspace, sequence, limit)
                .query(Row.mapper(Enrolment.class))
                .list();
    }

    Optional<Enrolment> find(int workspace, long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM enrolment WHERE workspace_id = ? AND id = ? FOR UPDATE")
                .params(workspace, id)
                .query(Row.mapper(Enrolment.class))
                .optional();
    }

    void stop(int workspace, Collection<Long> enrolments, String reason, Instant now) {
        jdbc.sql("""
                        UPDATE enrolment SET state = 'stopped', why = ?, held = '', ended_at = ?
                        WHERE workspace_id = ? AND id = ANY (?) AND state IN ('active', 'paused')""")
                .params(reason, Timestamp.from(now), workspace, SqlArray.bigint(enrolments))
                .update();
    }

    /** No step of these is due before then. */
    void postpone(int workspace, Collection<Long> enrolments, Instant until, String held) {
        jdbc.sql("""
                        UPDATE enrolment SET due_at = greatest(due_at, ?), held = ?
                        WHERE workspace_id = ? AND id = ANY (?) AND state IN ('active', 'paused')""")
                .params(Timestamp.from(until), held, workspace, SqlArray.bigint(enrolments))
                .update();
    }

    /** What these people's enrolments were held for has come. */
    void release(int workspace, Collection<Long> people, String held) {
        jdbc.sql("""
                        UPDATE enrolment SET held = ''
                        WHERE workspace_id = ? AND person_id = ANY (?) AND state IN ('active', 'paused') AND held = ?""").params(workspace, SqlArray.bigint(people), held).update();
    }

    void state(int workspace, long id, String state, String reason, Instant dueAt) {
        jdbc.sql("""
                        UPDATE enrolment SET state = ?, why = ?, due_at = ?, held = ''
                        WHERE workspace_id = ? AND id = ? AND state IN ('active', 'paused')""")
                .params(state, reason, Timestamp.from(dueAt), workspace, id)
                .update();
    }
}
