package dev.sluice.handoff.today;

import dev.sluice.handoff.today.TodayQueue.QueueItem;
import dev.sluice.platform.database.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of Today's list. */
@Component
class TodayRows {
    /** Of each kind only the first few are looked up, so that a long list is as quick as a short one. */
    private static final String QUEUE = """
            WITH first AS (
                (SELECT person_id FROM response_clock WHERE workspace_id = :w%1$s
                   AND met_at IS NULL AND ended_at IS NULL ORDER BY due_at LIMIT :n)
                UNION
                (SELECT person_id FROM task WHERE workspace_id = :w%1$s AND done_at IS NULL
                 ORDER BY due_at LIMIT :n)
                UNION
                (SELECT person_id FROM lead_assignment WHERE workspace_id = :w%1$s AND flags <> '{}'
                 ORDER BY since DESC LIMIT :n)
                UNION
                (SELECT person_id FROM lead_assignment WHERE workspace_id = :w%1$s
                 ORDER BY since DESC LIMIT :n))
            SELECT l.person_id AS person, coalesce(p.name, p.email, 'Lead ' || l.person_id) AS title,
                   CASE WHEN p.name IS NULL THEN NULL ELSE p.email END AS about, l.owner_id AS owner,
                   u.name AS owner_name, l.stage, l.state = 'offered' AS offered, l.since, l.next_at,
                   l.next_what, l.flags, coalesce(s.fit, 0) AS fit, c.due_at AS answer_by
            FROM first
            JOIN lead_assignment l ON l.workspace_id = :w AND l.person_id = first.person_id
            LEFT JOIN report_person p ON p.workspace_id = l.workspace_id AND p.id = l.person_id
            LEFT JOIN shared_user u ON u.id = l.owner_id
            LEFT JOIN shared_funnel f ON f.workspace_id = l.workspace_id AND f.id = l.funnel_id
            LEFT JOIN shared_standing s ON s.workspace_id = l.workspace_id AND s.run = f.active_run
                                AND s.person_id = l.person_id
            LEFT JOIN LATERAL (SELECT min(due_at) AS due_at FROM response_clock
                               WHERE workspace_id = l.workspace_id AND person_id = l.person_id
                                 AND met_at IS NULL AND ended_at IS NULL) c ON true
            LEFT JOIN LATERAL (SELECT min(due_at) AS due_at FROM task
                               WHERE workspace_id = l.workspace_id AND person_id = l.person_id
                                 AND done_at IS NULL) t ON true
            ORDER BY least(c.due_at, t.due_at) NULLS LAST, cardinality(l.flags) = 0, l.since DESC, l.person_id
            LIMIT :n""";

    private final JdbcClient jdbc;

    TodayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<QueueItem> queue(int workspace, @Nullable Integer owner, int limit) {
        JdbcClient.StatementSpec statement = jdbc.sql(QUEUE.formatted(owner == null ? "" : " AND owner_id = :o"))
                .param("w", workspace)
                .param("n", limit);
        return (owner == null ? statement : statement.param("o", owner))
                .query(Row.mapper(QueueItem.class))
                .list();
    }
}
