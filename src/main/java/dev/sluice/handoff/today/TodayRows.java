package dev.sluice.handoff.today;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the screens of the hand-off read. */
@Component
public class TodayRows {
    /** How many leads Today shows at once: more than anybody answers in a day. */
    static final int SHOWN = 60;

    /**
     * A lead in the list of what to do next.
     *
     * @param answerBy when its running response clock runs out; null while none runs
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QueueItem(
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
            int fit,
            @Nullable Instant answerBy) {}

    /** An assignment as a person's history shows it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Given(
            Instant at,
            @Nullable String owner,
            String team,
            String cause,
            String rule,
            int version,
            @Nullable String by,
            List<Map<String, Object>> candidates) {}

    /** What somebody has in hands; {@code user} is null for leads that nobody has. */
    public record Workload(@Nullable Integer user, @Nullable String name, long open, long offered, long overdue) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    TodayRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /**
     * The leads of one owner, or everybody's for null, in the order in which they are to be looked at: running clocks
     * and things that are due, flags, and then whoever came last. Of each kind only the first are looked up, so that a long
     * list is as quick as a short one.
     */
    public List<QueueItem> queue(int workspace, @Nullable Integer owner) {
        String mine = owner == null ? "" : " AND owner_id = :o";
        JdbcClient.StatementSpec statement =
                jdbc.sql("""
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
                        SELECT l.person_id, coalesce(p.name, p.email, 'Lead ' || l.person_id),
                               CASE WHEN p.name IS NULL THEN NULL ELSE p.email END, l.owner_id, u.name, l.stage,
                               l.state = 'offered', l.since, l.next_at, l.next_what, l.flags, coalesce(s.fit, 0), c.due_at
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
                        LIMIT :n""".formatted(mine)).param("w", workspace).param("n", SHOWN);
        return tenancy.read(
                workspace,
                () -> (owner == null ? statement : statement.param("o", owner))
                        .query((row, number) -> new QueueItem(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, Integer.class),
                                row.getString(5),
                                row.getString(6),
                                row.getBoolean(7),
                                row.getTimestamp(8).toInstant(),
                                row.getTimestamp(9).toInstant(),
                                row.getString(10),
                                Arrays.asList((String[]) row.getArray(11).getArray()),
                                row.getInt(12),
                                instant(row.getTimestamp(13))))
                        .list());
    }

    @SuppressWarnings("unchecked")
    public List<Given> given(int workspace, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT a.at, u.name, a.team, a.cause, a.rule, a.version, b.name, a.candidates::text
                        FROM assignment a
                        LEFT JOIN shared_user u ON u.id = a.owner_id
                        LEFT JOIN shared_user b ON b.id = a.by_user
                        WHERE a.workspace_id = ? AND a.person_id = ? ORDER BY a.id DESC LIMIT 50""")
                        .params(workspace, person)
                        .query((row, number) -> new Given(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getString(7),
                                Json.array(row.getString(8)).stream()
                                        .map(one -> (Map<String, Object>) one)
                                        .toList()))
                        .list());
    }

    public List<Workload> loads(int workspace, Instant now) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT l.owner_id, u.name, count(*), count(*) FILTER (WHERE l.state = 'offered'),
                               count(*) FILTER (WHERE l.next_at < ?)
                        FROM lead_assignment l LEFT JOIN shared_user u ON u.id = l.owner_id
                        WHERE l.workspace_id = ? GROUP BY l.owner_id, u.name ORDER BY count(*) DESC, u.name""")
                        .params(Timestamp.from(now), workspace)
                        .query((row, number) -> new Workload(
                                row.getObject(1, Integer.class),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                        .list());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
