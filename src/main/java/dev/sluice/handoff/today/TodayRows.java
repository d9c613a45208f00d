package dev.sluice.handoff.today;

import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of Today's list. */
@Component
class TodayRows {
    /**
     * People with a response clock that has not run out come first (rank 0), by when it does; then all others by when
     * their next step is due (rank 1): those of leads, and the steps of people who are no leads of the owner. Each part
     * reads no more rows than it shows, so that a long list is as quick as a short one.
     */
    private static final String QUEUE = """
            WITH running AS MATERIALIZED (
                SELECT person_id, min(due_at) AS at FROM response_clock
                WHERE workspace_id = :w AND met_at IS NULL AND ended_at IS NULL AND due_at >= :now
                  AND %1$s
                GROUP BY person_id),
            queue AS (
                (SELECT 0 AS rank, r.at, r.person_id FROM running r
                 WHERE %2$s
                   AND NOT EXISTS (SELECT FROM lead_assignment l WHERE l.workspace_id = :w
                                   AND l.person_id = r.person_id AND l.rejected_at IS NOT NULL)
                 ORDER BY r.at, r.person_id LIMIT :n)
                UNION ALL
                (SELECT 1, l.next_at, l.person_id FROM lead_assignment l
                 WHERE l.workspace_id = :w AND l.rejected_at IS NULL AND %3$s
                   AND %4$s
                   AND NOT EXISTS (SELECT FROM running r WHERE r.person_id = l.person_id)
                   AND NOT EXISTS (SELECT FROM lead_assignment o WHERE o.workspace_id = :w AND o.person_id = l.person_id
                                   AND o.funnel_id < l.funnel_id AND o.rejected_at IS NULL
                                   AND (:o::integer IS NULL OR o.owner_id = :o))
                 ORDER BY l.next_at, l.person_id LIMIT :n)
                UNION ALL
                (SELECT 1, s.due_at, s.person_id FROM next_step s
                 WHERE s.workspace_id = :w AND s.done_at IS NULL AND %5$s
                   AND %6$s
                   AND NOT EXISTS (SELECT FROM running r WHERE r.person_id = s.person_id)
                   AND NOT EXISTS (SELECT FROM lead_assignment o WHERE o.workspace_id = :w AND o.person_id = s.person_id
                                   AND (:o::integer IS NULL OR o.owner_id = :o OR o.rejected_at IS NOT NULL))
                   AND NOT EXISTS (SELECT FROM next_step o WHERE o.workspace_id = :w AND o.person_id = s.person_id
                                   AND o.done_at IS NULL AND (o.due_at, o.id) < (s.due_at, s.id)
                                   AND (:o::integer IS NULL OR o.owner_id = :o))
                 ORDER BY s.due_at, s.person_id LIMIT :n)
                ORDER BY rank, at, person_id LIMIT :n)
            SELECT q.rank, q.at, q.person_id AS person, coalesce(p.name, p.email, 'Lead ' || q.person_id) AS title,
                   CASE WHEN p.name IS NULL THEN NULL ELSE p.email END AS about,
                   coalesce(l.owner_id, s.owner_id, c.owner_id) AS owner, u.name AS owner_name,
                   coalesce(l.stage, '') AS stage, coalesce(l.state = 'offered', false) AS offered,
                   coalesce(l.since, s.created_at, q.at) AS since, coalesce(l.next_at, s.due_at, q.at) AS next_at,
                   coalesce(nullif(l.next_what, ''), s.what, 'Answer the lead') AS next_what,
                   coalesce(l.flags, '{}') AS flags, c.due_at AS answer_by, a.waiting
            FROM queue q
            LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = q.person_id
            LEFT JOIN LATERAL (
                SELECT * FROM lead_assignment WHERE workspace_id = :w AND person_id = q.person_id AND rejected_at IS NULL
                  AND (:o::integer IS NULL OR owner_id = :o) ORDER BY funnel_id LIMIT 1) l ON true
            LEFT JOIN LATERAL (
                SELECT min(due_at) AS due_at, min(created_at) AS created_at,
                       (array_agg(owner_id ORDER BY kind <> 'respond', due_at, id))[1] AS owner_id,
                       (array_agg(what ORDER BY kind <> 'respond', due_at, id))[1] AS what
                FROM next_step WHERE workspace_id = :w AND person_id = q.person_id AND done_at IS NULL
                  AND (:o::integer IS NULL OR owner_id = :o)) s ON true
            LEFT JOIN LATERAL (
                SELECT min(created_at) AS waiting FROM next_step
                WHERE workspace_id = :w AND person_id = q.person_id AND done_at IS NULL AND kind = 'respond') a ON true
            LEFT JOIN LATERAL (
                SELECT due_at, owner_id FROM response_clock WHERE workspace_id = :w AND person_id = q.person_id
                  AND met_at IS NULL AND ended_at IS NULL AND (owner_id IS NOT NULL OR l.owner_id IS NULL)
                ORDER BY due_at LIMIT 1) c ON true
            LEFT JOIN shared_user u ON u.id = coalesce(l.owner_id, s.owner_id, c.owner_id)
            ORDER BY q.rank, q.at, q.person_id""";

    private final JdbcClient jdbc;

    TodayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A person on Today.
     *
     * @param rank with {@code at} the place in the list
     * @param stage "" for someone who is no lead
     * @param waiting since when something that they wrote waits for an answer; null when nothing does
     */
    record QueueRow(
            int rank,
            Instant at,
            long person,
            String title,
            @Nullable String about,
            @Nullable Integer owner,
            @Nullable String ownerName,
            String stage,
            boolean offered,
            Instant since,
            Instant nextAt,
            String nextWhat,
            List<String> flags,
            @Nullable Instant answerBy,
            @Nullable Instant waiting) {
        Cursor cursor() {
            return Cursor.of((long) rank, at, person);
        }
    }

    List<QueueRow> queue(int workspace, @Nullable Integer owner, @Nullable Cursor after, Instant now, int limit) {
        boolean clocks = after == null || after.longValue(0) == 0;
        String past = " > (:at, :person)";
        String own = owner == null ? "TRUE" : "owner_id = :o";
        String sql = QUEUE.formatted(
                owner == null ? "owner_id IS NOT NULL" : "owner_id = :o",
                !clocks ? "FALSE" : after == null ? "TRUE" : "(r.at, r.person_id)" + past,
                own,
                clocks ? "TRUE" : "(l.next_at, l.person_id)" + past,
                own,
                clocks ? "TRUE" : "(s.due_at, s.person_id)" + past);
        JdbcClient.StatementSpec statement = jdbc.sql(sql)
                .param("w", workspace)
                .param("o", owner, Types.INTEGER)
                .param("now", Timestamp.from(now))
                .param("n", limit);
        return (after == null
                        ? statement
                        : statement
                                .param("at", Timestamp.from(after.instant(1)))
                                .param("person", after.longValue(2)))
                .query(Row.mapper(QueueRow.class))
                .list();
    }
}
