package dev.sluice.handoff;

import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds leads that are in the wrong hands or in nobody's, has them repaired, and keeps what was found. */
@Component
public class OwnershipChecks {
    /** A lead that had been forgotten. */
    public record Incident(
            long id,
            long person,
            String name,
            String what,
            Instant foundAt,
            @Nullable Instant repairedAt,
            @Nullable String repair) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    /** The run that was looked at last of each workspace and funnel: what another run left behind is no incident. */
    private final Map<List<Integer>, Integer> known = new ConcurrentHashMap<>();

    OwnershipChecks(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Leads that should be in hands and are not, or are and should not. */
    List<Long> astray(int workspace, HandoffPolicy hands, int most) {
        int run = hands.run().id();
        int[] stages = hands.positions().stream().mapToInt(Integer::intValue).toArray();
        return tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO handoff_stage (workspace_id, run, stage)
                            SELECT ?, ?, u.stage FROM unnest(?::int[]) AS u(stage) ON CONFLICT DO NOTHING""").params(workspace, run, SqlArray.integer(stages)).update();
            List<Long> astray = jdbc.sql("""
                            (SELECT s.person_id FROM report_standing s
                             LEFT JOIN lead_assignment l ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id
                                                    AND l.funnel_id = ?
                             WHERE s.workspace_id = ? AND s.run = ? AND s.outcome = 0 AND s.stage = ANY (?)
                               AND l.person_id IS NULL LIMIT ?)
                            UNION
                            (SELECT l.person_id FROM lead_assignment l
                             LEFT JOIN report_standing s ON s.workspace_id = l.workspace_id AND s.run = ?
                                                        AND s.person_id = l.person_id
                             WHERE l.workspace_id = ? AND l.funnel_id = ?
                               AND (s.person_id IS NULL OR s.outcome <> 0 OR (l.state = 'flagged') = (s.stage = ANY (?))) LIMIT ?)""")
                    .params(
                            hands.run().funnel(),
                            workspace,
                            run,
                            SqlArray.integer(stages),
                            most,
                            run,
                            workspace,
                            hands.run().funnel(),
                            SqlArray.integer(stages),
                            most)
                    .query((row, number) -> row.getLong(1))
                    .list();
            Integer before = known.put(List.of(workspace, hands.run().funnel()), run);
            if (before != null && before == run && !astray.isEmpty()) {
                note(workspace, hands.run().funnel(), astray, "in the wrong hands or in nobody's");
            }
            return astray;
        });
    }

    private void note(int workspace, int funnel, Collection<Long> people, String what) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        INSERT INTO incident (workspace_id, person_id, funnel_id, what, found_at, repaired_at, repair)
                        SELECT ?, u.person, ?, ?, ?, ?, 'put into the right hands' FROM unnest(?::bigint[]) AS u(person)""")
                .params(workspace, funnel, what, now, now, SqlArray.bigint(people))
                .update();
    }

    /** Those found astray who have no standing any more are nobody's lead. */
    void gone(int workspace, DefinitionRun run, Collection<Long> found, Set<Long> standing) {
        List<Long> gone =
                found.stream().filter(person -> !standing.contains(person)).toList();
        jdbc.sql("DELETE FROM lead_assignment WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?)")
                .params(workspace, run.funnel(), SqlArray.bigint(gone))
                .update();
    }

    /** Leads without an owner become a task of their team's manager, once. */
    void repair(int workspace) {
        tenancy.in(workspace, () -> {
            Timestamp now = Timestamp.from(clock.instant());
            jdbc.sql("""
                            WITH unowned AS (
                                SELECT l.workspace_id, l.person_id, l.funnel_id, l.team, t.manager_id
                                FROM lead_assignment l
                                LEFT JOIN routing_team t ON t.workspace_id = l.workspace_id AND t.name = l.team
                                WHERE l.workspace_id = ? AND l.owner_id IS NULL
                                  AND NOT EXISTS (SELECT FROM incident i WHERE i.workspace_id = l.workspace_id
                                                  AND i.person_id = l.person_id AND i.repaired_at IS NULL)),
                            told AS (
                                INSERT INTO task (workspace_id, person_id, owner_id, team, kind, what, due_at, created_at)
                                SELECT workspace_id, person_id, manager_id, team, 'review', 'Give this lead to somebody', ?, ?
                                FROM unowned)
                            INSERT INTO incident (workspace_id, person_id, funnel_id, what, found_at)
                            SELECT workspace_id, person_id, funnel_id, 'without an owner', ? FROM unowned""").params(workspace, now, now, now).update();
            jdbc.sql("""
                            UPDATE incident i SET repaired_at = ?, repair = 'has an owner'
                            WHERE i.workspace_id = ? AND i.repaired_at IS NULL
                              AND NOT EXISTS (SELECT FROM lead_assignment l WHERE l.workspace_id = i.workspace_id
                                              AND l.person_id = i.person_id AND l.owner_id IS NULL)""").params(now, workspace).update();
        });
    }

    /** What was found, the newest first. */
    public List<Incident> newest(int workspace, int most) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT i.id, i.person_id, coalesce(p.name, p.email, 'Lead ' || i.person_id), i.what, i.found_at,
                               i.repaired_at, i.repair
                        FROM incident i LEFT JOIN report_person p ON p.workspace_id = i.workspace_id AND p.id = i.person_id
                        WHERE i.workspace_id = ? ORDER BY i.id DESC LIMIT ?""")
                        .params(workspace, most)
                        .query((row, number) -> new Incident(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getTimestamp(6) == null
                                        ? null
                                        : row.getTimestamp(6).toInstant(),
                                row.getString(7)))
                        .list());
    }
}
