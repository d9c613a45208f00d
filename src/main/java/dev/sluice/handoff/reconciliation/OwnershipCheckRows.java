package dev.sluice.handoff.reconciliation;

import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.reconciliation.OwnershipChecks.Incident;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that finds leads with a wrong owner or none, and of the incidents that this records. */
@Component
class OwnershipCheckRows {
    private final JdbcClient jdbc;

    OwnershipCheckRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Saves the stages of the hand-off, by which the view of forgotten leads is made. */
    void saveStages(int workspace, HandoffPolicy policy) {
        jdbc.sql("""
                        INSERT INTO handoff_stage (workspace_id, run, stage)
                        SELECT ?, ?, u.stage FROM unnest(?::int[]) AS u(stage) ON CONFLICT DO NOTHING""").params(workspace, policy.run().id(), stages(policy)).update();
    }

    /** Leads that should be assigned and are not, or are and should not. */
    List<Long> misassigned(int workspace, HandoffPolicy policy, int limit) {
        return jdbc.sql("""
                        (SELECT s.person_id FROM report_standing s
                         LEFT JOIN lead_assignment l ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id
                                                AND l.funnel_id = :funnel
                         WHERE s.workspace_id = :w AND s.run = :run AND s.outcome = 0 AND s.stage = ANY (:stages)
                           AND l.person_id IS NULL LIMIT :limit)
                        UNION
                        (SELECT l.person_id FROM lead_assignment l
                         LEFT JOIN report_standing s ON s.workspace_id = l.workspace_id AND s.run = :run
                                                    AND s.person_id = l.person_id
                         WHERE l.workspace_id = :w AND l.funnel_id = :funnel
                           AND (s.person_id IS NULL OR s.outcome <> 0 OR (l.state = 'flagged') = (s.stage = ANY (:stages)))
                         LIMIT :limit)""")
                .param("w", workspace)
                .param("funnel", policy.run().funnel())
                .param("run", policy.run().id())
                .param("stages", stages(policy))
                .param("limit", limit)
                .query(Row.map(row -> row.longValue("person_id")))
                .list();
    }

    private static SqlArray stages(HandoffPolicy policy) {
        return SqlArray.integer(
                policy.positions().stream().mapToInt(Integer::intValue).toArray());
    }

    void insertIncidents(int workspace, int funnel, Collection<Long> people, String text, Instant now) {
        Timestamp found = Timestamp.from(now);
        jdbc.sql("""
                        INSERT INTO incident (workspace_id, person_id, funnel_id, what, found_at, repaired_at, repair)
                        SELECT ?, u.person, ?, ?, ?, ?, 'put into the right hands' FROM unnest(?::bigint[]) AS u(person)""")
                .params(workspace, funnel, text, found, found, SqlArray.bigint(people))
                .update();
    }

    void remove(int workspace, int funnel, Collection<Long> people) {
        jdbc.sql("DELETE FROM lead_assignment WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?)")
                .params(workspace, funnel, SqlArray.bigint(people))
                .update();
    }

    /** Adds a task for the manager of the team of each lead without an owner, once. */
    void addTasks(int workspace, Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.sql("""
                        WITH unowned AS (
                            SELECT l.workspace_id, l.person_id, l.funnel_id, l.team, t.manager_id
                            FROM lead_assignment l
                            LEFT JOIN routing_team t ON t.workspace_id = l.workspace_id AND t.name = l.team
                            WHERE l.workspace_id = ? AND l.owner_id IS NULL
                              AND NOT EXISTS (SELECT FROM incident i WHERE i.workspace_id = l.workspace_id
                                              AND i.person_id = l.person_id AND i.repaired_at IS NULL)),
                        added AS (
                            INSERT INTO next_step (workspace_id, person_id, owner_id, team, kind, what, due_at, created_at)
                            SELECT workspace_id, person_id, manager_id, team, 'review', 'Give this lead to somebody', ?, ?
                            FROM unowned)
                        INSERT INTO incident (workspace_id, person_id, funnel_id, what, found_at)
                        SELECT workspace_id, person_id, funnel_id, 'without an owner', ? FROM unowned""").params(workspace, at, at, at).update();
    }

    /** Closes the incidents of leads that have an owner by now. */
    void closeIncidents(int workspace, Instant now) {
        jdbc.sql("""
                        UPDATE incident i SET repaired_at = ?, repair = 'has an owner'
                        WHERE i.workspace_id = ? AND i.repaired_at IS NULL
                          AND NOT EXISTS (SELECT FROM lead_assignment l WHERE l.workspace_id = i.workspace_id
                                          AND l.person_id = i.person_id AND l.owner_id IS NULL)""").params(Timestamp.from(now), workspace).update();
    }

    List<Incident> newest(int workspace, int limit) {
        return jdbc.sql("""
                        SELECT i.id, i.person_id AS person, coalesce(p.name, p.email, 'Lead ' || i.person_id) AS name, i.what,
                               i.found_at, i.repaired_at, i.repair
                        FROM incident i LEFT JOIN report_person p ON p.workspace_id = i.workspace_id AND p.id = i.person_id
                        WHERE i.workspace_id = ? ORDER BY i.id DESC LIMIT ?""")
                .params(workspace, limit)
                .query(Row.mapper(Incident.class))
                .list();
    }
}
