package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.platform.SqlArray;
import dev.sluice.platform.Tenancy;
import dev.sluice.standing.Run;
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
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Keeps the two books that must always come out even: no lead is forgotten, and leads in are leads accounted for. */
@Component
class Books {
    /** The proof that no lead is forgotten. Overdue: next actions whose instant has passed, by how long ago. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Proof(
            long open,
            long inHands,
            long nurtured,
            long owned,
            long dated,
            long forgotten,
            long overdueDay,
            long overdueWeek,
            long overdueLonger) {
        @JsonProperty
        long overdue() {
            return overdueDay + overdueWeek + overdueLonger;
        }
    }

    /** A lead that had been forgotten. */
    record Incident(
            long id,
            long person,
            String what,
            Instant foundAt,
            @Nullable Instant repairedAt,
            @Nullable String repair) {}

    /** Leads that came in by one source in a period, and where each of them is now. */
    record Account(
            @Nullable String source,
            long in,
            long won,
            long lost,
            long disqualified,
            long nurturing,
            long active,
            long merged) {
        /** Zero, or the books do not come out even. */
        @JsonProperty
        long missing() {
            return in - won - lost - disqualified - nurturing - active - merged;
        }
    }

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    /** The run that was looked at last of each workspace and funnel: what another run left behind is no incident. */
    private final Map<List<Integer>, Integer> known = new ConcurrentHashMap<>();

    Books(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Leads that should be in hands and are not, or are and should not. */
    List<Long> astray(int workspace, Hands hands, int most) {
        int run = hands.run().id();
        int[] stages = hands.positions().stream().mapToInt(Integer::intValue).toArray();
        return tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO handoff_stage (workspace_id, run, stage)
                            SELECT ?, ?, u.stage FROM unnest(?::int[]) AS u(stage) ON CONFLICT DO NOTHING""").params(workspace, run, SqlArray.integer(stages)).update();
            List<Long> astray = jdbc.sql("""
                            (SELECT s.person_id FROM report_standing s
                             LEFT JOIN handed_lead l ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id
                                                    AND l.funnel_id = ?
                             WHERE s.workspace_id = ? AND s.run = ? AND s.outcome = 0 AND s.stage = ANY (?)
                               AND l.person_id IS NULL LIMIT ?)
                            UNION
                            (SELECT l.person_id FROM handed_lead l
                             LEFT JOIN report_standing s ON s.workspace_id = l.workspace_id AND s.run = ?
                                                        AND s.person_id = l.person_id
                             WHERE l.workspace_id = ? AND l.funnel_id = ?
                               AND (s.person_id IS NULL OR s.outcome <> 0 OR NOT s.stage = ANY (?)) LIMIT ?)""")
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
    void gone(int workspace, Run run, Collection<Long> found, Set<Long> standing) {
        List<Long> gone =
                found.stream().filter(person -> !standing.contains(person)).toList();
        jdbc.sql("DELETE FROM handed_lead WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?)")
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
                                FROM handed_lead l
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
                              AND NOT EXISTS (SELECT FROM handed_lead l WHERE l.workspace_id = i.workspace_id
                                              AND l.person_id = i.person_id AND l.owner_id IS NULL)""").params(now, workspace).update();
        });
    }

    Proof proof(int workspace, Hands hands) {
        Instant now = clock.instant();
        Run run = hands.run();
        String[] limits = run.definition().stages().stream()
                .map(stage -> Leads.limit(stage, Instant.EPOCH).toString())
                .toArray(String[]::new);
        int stages = (int) run.definition().stages().stream()
                .filter(stage -> stage.layer() != dev.sluice.funnel.Definition.Layer.RETAIN)
                .count();
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        WITH lead AS (
                            SELECT l.person_id IS NOT NULL AS held,
                                   CASE WHEN l.person_id IS NULL THEN NOT s.stage = ANY (?) ELSE l.owner_id IS NOT NULL END AS owned,
                                   CASE WHEN l.person_id IS NOT NULL THEN l.next_at
                                        WHEN NOT s.stage = ANY (?)
                                        THEN s.entered_at + ((?::timestamptz[])[s.stage + 1] - 'epoch'::timestamptz) END AS next_at
                            FROM report_standing s
                            LEFT JOIN handed_lead l ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id
                                                   AND l.funnel_id = ?
                            WHERE s.workspace_id = ? AND s.run = ? AND s.outcome = 0 AND s.stage >= 0 AND s.stage < ?)
                        SELECT count(*), count(*) FILTER (WHERE held), count(*) FILTER (WHERE NOT held),
                               count(*) FILTER (WHERE owned), count(*) FILTER (WHERE next_at IS NOT NULL),
                               count(*) FILTER (WHERE NOT owned OR next_at IS NULL),
                               count(*) FILTER (WHERE next_at < ? AND next_at >= ?),
                               count(*) FILTER (WHERE next_at < ? AND next_at >= ?),
                               count(*) FILTER (WHERE next_at < ?)
                        FROM lead""")
                        .params(
                                SqlArray.integer(positions(hands)),
                                SqlArray.integer(positions(hands)),
                                SqlArray.text(limits),
                                run.funnel(),
                                workspace,
                                run.id(),
                                stages,
                                Timestamp.from(now),
                                Timestamp.from(now.minusSeconds(86_400)),
                                Timestamp.from(now.minusSeconds(86_400)),
                                Timestamp.from(now.minusSeconds(7 * 86_400)),
                                Timestamp.from(now.minusSeconds(7 * 86_400)))
                        .query((row, number) -> new Proof(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9)))
                        .single());
    }

    private static int[] positions(Hands hands) {
        return hands.positions().stream().mapToInt(Integer::intValue).toArray();
    }

    List<Incident> incidents(int workspace, int most) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT id, person_id, what, found_at, repaired_at, repair FROM incident
                        WHERE workspace_id = ? ORDER BY id DESC LIMIT ?""")
                        .params(workspace, most)
                        .query((row, number) -> new Incident(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant(),
                                row.getTimestamp(5) == null
                                        ? null
                                        : row.getTimestamp(5).toInstant(),
                                row.getString(6)))
                        .list());
    }

    /**
     * The ledger of leads that first entered a stage in the period, by origin. Leads in are counted in the transition
     * ledger, where they are now in the standings: two books that have to agree.
     */
    List<Account> ledger(int workspace, Hands hands, Instant from, Instant to) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        WITH came AS (
                            SELECT person_id, min(at) AS at FROM report_decision
                            WHERE workspace_id = ? AND funnel_id = ? AND kind = 'entered' GROUP BY person_id)
                        SELECT s.origin, count(*), count(*) FILTER (WHERE s.outcome = 1),
                               count(*) FILTER (WHERE s.outcome = 2), count(*) FILTER (WHERE s.outcome = 3),
                               count(*) FILTER (WHERE s.outcome = 0 AND NOT s.stage = ANY (?)),
                               count(*) FILTER (WHERE s.outcome = 0 AND s.stage = ANY (?)),
                               count(m.id) FILTER (WHERE s.person_id IS NULL)
                        FROM came c
                        LEFT JOIN report_standing s ON s.workspace_id = ? AND s.run = ? AND s.person_id = c.person_id
                        LEFT JOIN report_merged m ON m.workspace_id = ? AND m.id = c.person_id
                        WHERE c.at >= ? AND c.at < ?
                        GROUP BY s.origin ORDER BY count(*) DESC, s.origin""")
                        .params(
                                workspace,
                                hands.run().funnel(),
                                SqlArray.integer(positions(hands)),
                                SqlArray.integer(positions(hands)),
                                workspace,
                                hands.run().id(),
                                workspace,
                                Timestamp.from(from),
                                Timestamp.from(to))
                        .query((row, number) -> new Account(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8)))
                        .list());
    }
}
