package dev.sluice.handoff;

import dev.sluice.handoff.Tasks.LeadTask;
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

/** The SQL of tasks. */
@Component
class TaskRows {
    /** A task that now belongs to the survivor of a merge. */
    record MovedTask(long personId, @Nullable Integer ownerId) {}

    private final JdbcClient jdbc;

    TaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(int workspace, TaskDraft draft, Instant now) {
        return jdbc.sql("""
                        INSERT INTO task (workspace_id, person_id, owner_id, team, kind, what, due_at, created_at, created_by)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")
                .param(workspace)
                .param(draft.person())
                .param(draft.owner())
                .param(draft.team())
                .param(draft.kind())
                .param(draft.text())
                .param(Timestamp.from(draft.due()))
                .param(Timestamp.from(now))
                .param(draft.by())
                .query(Long.class)
                .single();
    }

    /** Ends a task; one that is done already stays as it was. */
    Optional<LeadTask> complete(int workspace, long id, @Nullable Integer by, String outcome, Instant now) {
        return jdbc.sql("""
                        UPDATE task SET done_at = coalesce(done_at, ?), done_by = coalesce(done_by, ?::integer),
                            outcome = coalesce(outcome, ?)
                        WHERE workspace_id = ? AND id = ?
                        RETURNING id, person_id AS person, owner_id AS owner, kind, what, due_at, done_at, outcome""")
                .param(Timestamp.from(now))
                .param(by)
                .param(outcome)
                .param(workspace)
                .param(id)
                .query(Row.mapper(LeadTask.class))
                .optional();
    }

    /** The open tasks of these people, the earliest first. */
    List<LeadTask> open(int workspace, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT id, person_id AS person, owner_id AS owner, kind, what, due_at, done_at, outcome FROM task
                        WHERE workspace_id = ? AND person_id = ANY (?) AND done_at IS NULL ORDER BY due_at, id""")
                .params(workspace, SqlArray.bigint(Set.copyOf(people)))
                .query(Row.mapper(LeadTask.class))
                .list();
    }

    void cancel(int workspace, Collection<Long> people, Instant now) {
        jdbc.sql("""
                        UPDATE task SET done_at = ?, outcome = 'called off' WHERE workspace_id = ? AND person_id = ANY (?)
                          AND done_at IS NULL""")
                .params(Timestamp.from(now), workspace, SqlArray.bigint(people))
                .update();
    }

    /** Moves the open tasks of people who were merged into these. */
    List<MovedTask> moveToSurvivors(int workspace, Collection<Long> survivors) {
        return jdbc.sql("""
                        UPDATE task t SET person_id = m.merged_into FROM report_merged m
                        WHERE t.workspace_id = ? AND m.workspace_id = ? AND m.merged_into = ANY (?)
                          AND t.person_id = m.id AND t.done_at IS NULL
                        RETURNING t.person_id, t.owner_id""")
                .params(workspace, workspace, SqlArray.bigint(survivors))
                .query(Row.mapper(MovedTask.class))
                .list();
    }

    void assign(int workspace, long person, @Nullable Integer owner) {
        jdbc.sql("UPDATE task SET owner_id = ? WHERE workspace_id = ? AND person_id = ? AND done_at IS NULL")
                .param(owner)
                .param(workspace)
                .param(person)
                .update();
    }
}
