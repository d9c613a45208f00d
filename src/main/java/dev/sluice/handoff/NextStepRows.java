package dev.sluice.handoff;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of next steps. */
@Component
class NextStepRows {
    private static final String STEP =
            "id, person_id AS person, deal_id AS deal, owner_id AS owner, kind, what, due_at, done_at, outcome";

    /** A step that now belongs to the survivor of a merge. */
    record MovedStep(long personId, @Nullable Integer ownerId) {}

    private final JdbcClient jdbc;

    NextStepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the id; empty where one was planned under the same key before. */
    Optional<Long> insert(int workspace, NextStepDraft draft, Instant now) {
        return jdbc.sql("""
                        INSERT INTO next_step (workspace_id, person_id, deal_id, owner_id, team, kind, what, due_at,
                                               created_at, created_by, key)
                        VALUES (:w, :person, :deal, :owner, :team, :kind, :what, :due, :now, :by, :key)
                        ON CONFLICT (workspace_id, key) DO NOTHING RETURNING id""")
                .param("w", workspace)
                .param("person", draft.person())
                .param("deal", draft.deal(), Types.BIGINT)
                .param("owner", draft.owner(), Types.INTEGER)
                .param("team", draft.team())
                .param("kind", draft.kind())
                .param("what", draft.what())
                .param("due", Timestamp.from(draft.due()))
                .param("now", Timestamp.from(draft.since() == null ? now : draft.since()))
                .param("by", draft.by(), Types.INTEGER)
                .param("key", draft.key(), Types.VARCHAR)
                .query(Long.class)
                .optional();
    }

    Optional<Long> withKey(int workspace, String key) {
        return jdbc.sql("SELECT id FROM next_step WHERE workspace_id = ? AND key = ?")
                .params(workspace, key)
                .query(Long.class)
                .optional();
    }

    /** Ends a step; one that is done already stays as it was. */
    Optional<NextStep> complete(int workspace, long id, @Nullable Integer by, String outcome, Instant now) {
        return jdbc.sql("""
                        UPDATE next_step SET done_at = coalesce(done_at, ?), done_by = coalesce(done_by, ?::integer),
                            outcome = coalesce(outcome, ?)
                        WHERE workspace_id = ? AND id = ?
                        RETURNING\s""" + STEP)
                .param(Timestamp.from(now))
                .param(by)
                .param(outcome)
                .param(workspace)
                .param(id)
                .query(Row.mapper(NextStep.class))
                .optional();
    }

    /** Says anew what an open step is and when it is due. */
    Optional<NextStep> change(int workspace, long id, String what, Instant due) {
        return jdbc.sql("""
                        UPDATE next_step SET what = ?, due_at = ? WHERE workspace_id = ? AND id = ? AND done_at IS NULL
                        RETURNING\s""" + STEP)
                .params(what, Timestamp.from(due), workspace, id)
                .query(Row.mapper(NextStep.class))
                .optional();
    }

    /** The open steps of these people, the earliest first. */
    List<NextStep> open(int workspace, Collection<Long> people) {
        return jdbc.sql("SELECT " + STEP + """
                         FROM next_step WHERE workspace_id = ? AND person_id = ANY (?) AND done_at IS NULL
                        ORDER BY due_at, id""")
                .params(workspace, SqlArray.bigint(Set.copyOf(people)))
                .query(Row.mapper(NextStep.class))
                .list();
    }

    /** Ends the replies of a person that were waiting when a user responded; returns their owners. */
    List<Integer> answered(int workspace, long person, Instant at) {
        return jdbc.sql("""
                        UPDATE next_step SET done_at = :at, outcome = 'answered'
                        WHERE workspace_id = :w AND person_id = :person AND kind = 'respond' AND done_at IS NULL
                          AND created_at <= :at
                        RETURNING coalesce(owner_id, 0) AS owner""")
                .param("at", Timestamp.from(at))
                .param("w", workspace)
                .param("person", person)
                .query(Row.map(row -> row.intValue("owner")))
                .list();
    }

    void cancel(int workspace, Collection<Long> people, String outcome, Instant now) {
        jdbc.sql("""
                        UPDATE next_step SET done_at = ?, outcome = ? WHERE workspace_id = ? AND person_id = ANY (?)
                          AND done_at IS NULL AND kind <> 'meeting'""")
                .params(Timestamp.from(now), outcome, workspace, SqlArray.bigint(people))
                .update();
    }

    /** Moves the open steps of people who were merged into these. */
    List<MovedStep> moveToSurvivors(int workspace, Collection<Long> survivors) {
        return jdbc.sql("""
                        UPDATE next_step t SET person_id = m.merged_into FROM report_merged m
                        WHERE t.workspace_id = ? AND m.workspace_id = ? AND m.merged_into = ANY (?)
                          AND t.person_id = m.id AND t.done_at IS NULL
                        RETURNING t.person_id, t.owner_id""")
                .params(workspace, workspace, SqlArray.bigint(survivors))
                .query(Row.mapper(MovedStep.class))
                .list();
    }

    /** Gives the open steps of a person to another owner. */
    void assign(int workspace, long person, @Nullable Integer owner) {
        jdbc.sql("UPDATE next_step SET owner_id = ? WHERE workspace_id = ? AND person_id = ? AND done_at IS NULL")
                .param(owner)
                .param(workspace)
                .param(person)
                .update();
    }
}
