package dev.sluice.handoff.reconciliation;

import dev.sluice.funnel.Definition.Layer;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.reconciliation.LeadReconciliation.BooksDrillDown;
import dev.sluice.handoff.reconciliation.LeadReconciliation.DrillDownQuery;
import dev.sluice.handoff.reconciliation.LeadReconciliation.ForgottenProof;
import dev.sluice.handoff.reconciliation.LeadReconciliation.LeadReconciliationAccount;
import dev.sluice.handoff.reconciliation.LeadReconciliation.ReconciliationFigure;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Where;
import dev.sluice.standing.DefinitionRun;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of the reconciliation: open leads by owner and next step, and leads in by where they are now. */
@Component
class ReconciliationRows {
    /**
     * Open leads below the stages that retain, with whether they are assigned, have an owner and a next step. Only a
     * member of the workspace is an owner, and only what someone owns is a next step: the limit of a nurtured lead's stage
     * is none, and what the lead wrote is forgotten while no one has it.
     */
    private static final String LEADS = """
            WITH lead AS (
                SELECT s.person_id, s.origin, s.stage, s.outcome, s.entered_at AS since, l.person_id IS NOT NULL AS held,
                       CASE WHEN l.person_id IS NULL THEN NOT s.stage = ANY (:hands) ELSE m.user_id IS NOT NULL END
                           AND NOT coalesce(n.unowned, false) AS owned,
                       CASE WHEN l.person_id IS NULL THEN n.due_at WHEN m.user_id IS NOT NULL THEN l.next_at END AS next_at,
                       CASE WHEN l.person_id IS NULL AND NOT s.stage = ANY (:hands)
                            THEN s.entered_at + ((:limits::timestamptz[])[s.stage + 1] - 'epoch'::timestamptz) END AS limit_at
                FROM report_standing s
                LEFT JOIN lead_assignment l ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id
                                       AND l.funnel_id = :funnel
                LEFT JOIN shared_member m ON m.workspace_id = l.workspace_id AND m.user_id = l.owner_id
                LEFT JOIN (
                    SELECT t.person_id, min(t.due_at) FILTER (WHERE o.user_id IS NOT NULL) AS due_at,
                           bool_or(t.kind = 'respond' AND o.user_id IS NULL) AS unowned
                    FROM next_step t LEFT JOIN shared_member o ON o.workspace_id = t.workspace_id AND o.user_id = t.owner_id
                    WHERE t.workspace_id = :w AND t.done_at IS NULL GROUP BY t.person_id) n ON n.person_id = s.person_id
                WHERE s.workspace_id = :w AND s.run = :run AND s.outcome = 0 AND s.stage >= 0 AND s.stage < :stages)
            """;

    /** People who first entered a stage in the period, by the decisions; where they are now, by the standings. */
    private static final String ENTERED = """
            WITH entered AS (
                SELECT person_id, min(at) AS at FROM report_decision
                WHERE workspace_id = :w AND funnel_id = :funnel AND kind = 'entered' GROUP BY person_id)
            """;

    private static final String NOW = """

            FROM entered c
            LEFT JOIN report_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = c.person_id
            LEFT JOIN report_merged m ON m.workspace_id = :w AND m.id = c.person_id
            WHERE c.at >= :from AND c.at < :to""";

    private static final List<ReconciliationFigure> OUTCOMES = List.of(
            ReconciliationFigure.WON,
            ReconciliationFigure.LOST,
            ReconciliationFigure.DISQUALIFIED,
            ReconciliationFigure.NURTURING,
            ReconciliationFigure.ACTIVE,
            ReconciliationFigure.MERGED);

    private final JdbcClient jdbc;

    ReconciliationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ForgottenProof proof(int workspace, HandoffPolicy policy, Instant now) {
        return open(workspace, policy, now, """
                        SELECT count(*) AS open, count(*) FILTER (WHERE held) AS in_hands,
                               count(*) FILTER (WHERE NOT held) AS nurtured, count(*) FILTER (WHERE owned) AS owned,
                               count(*) FILTER (WHERE next_at IS NOT NULL) AS dated,
                               count(*) FILTER (WHERE NOT owned OR (held AND next_at IS NULL)) AS forgotten,
                               count(*) FILTER (WHERE due_at < :now AND due_at >= :day) AS overdue_day,
                               count(*) FILTER (WHERE due_at < :day AND due_at >= :week) AS overdue_week,
                               count(*) FILTER (WHERE due_at < :week) AS overdue_longer
                        FROM (SELECT *, coalesce(next_at, limit_at) AS due_at FROM lead) lead""")
                .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("week", Timestamp.from(now.minus(Duration.ofDays(7))))
                .query(Row.mapper(ForgottenProof.class))
                .single();
    }

    /** The leads behind a figure of the proof: those without a next step first, then those whose next step is due first. */
    List<BooksDrillDown> ofProof(
            int workspace,
            HandoffPolicy policy,
            ReconciliationFigure figure,
            Instant now,
            @Nullable Cursor after,
            int limit) {
        Where where = new Where()
                .always(openCondition(figure))
                .past("(coalesce(next_at, limit_at, 'epoch'), person_id) > (:nextAt, :after)", after);
        return open(
                        workspace,
                        policy,
                        now,
                        withNames("SELECT person_id AS lead, person_id AS person, origin, stage, outcome, since,"
                                + " coalesce(next_at, limit_at) AS next_at FROM lead"
                                + where.clause()
                                + " ORDER BY coalesce(next_at, limit_at, 'epoch'), person_id LIMIT :limit"))
                .params(where.params())
                .param("limit", limit)
                .query(Row.mapper(BooksDrillDown.class))
                .list();
    }

    /** The ledger of leads that first entered a stage in the period, by origin. */
    List<LeadReconciliationAccount> ledger(int workspace, HandoffPolicy policy, Instant from, Instant to) {
        String counts = OUTCOMES.stream()
                .map(figure -> "count(*) FILTER (WHERE " + outcome(figure) + ") AS " + figure.code())
                .collect(Collectors.joining(", "));
        return entered(
                        workspace,
                        policy,
                        from,
                        to,
                        "SELECT s.origin AS source, count(*) AS \"in\", " + counts + NOW
                                + " GROUP BY s.origin ORDER BY count(*) DESC, s.origin")
                .query(Row.mapper(LeadReconciliationAccount.class))
                .list();
    }

    /** The leads behind a figure of the ledger, the newest first. */
    List<BooksDrillDown> ofLedger(
            int workspace, HandoffPolicy policy, DrillDownQuery query, @Nullable Cursor after, int limit) {
        Where where = new Where()
                .always(outcome(query.figure()))
                .when("".equals(query.source()), "s.origin IS NULL")
                .add("s.origin = :source", query.source())
                .past("(c.at, c.person_id) < (:at, :after)", after);
        return entered(
                        workspace,
                        policy,
                        query.from(),
                        query.to(),
                        withNames(
                                "SELECT c.person_id AS lead, coalesce(m.merged_into, c.person_id) AS person, s.origin, s.stage,"
                                        + " s.outcome, c.at AS since, NULL::timestamptz AS next_at"
                                        + NOW + where.and() + " ORDER BY c.at DESC, c.person_id DESC LIMIT :limit"))
                .params(where.params())
                .param("limit", limit)
                .query(Row.mapper(BooksDrillDown.class))
                .list();
    }

    private StatementSpec open(int workspace, HandoffPolicy policy, Instant now, String select) {
        DefinitionRun run = policy.run();
        long stages = run.definition().stages().stream()
                .filter(stage -> stage.layer() != Layer.RETAIN)
                .count();
        Stream<String> limits = run.definition().stages().stream()
                .map(stage -> HandoffPolicy.limit(stage, Instant.EPOCH).toString());
        return jdbc.sql(LEADS + select)
                .param("w", workspace)
                .param("run", run.id())
                .param("funnel", run.funnel())
                .param("hands", positions(policy))
                .param("limits", SqlArray.text(limits.toArray(String[]::new)))
                .param("stages", stages)
                .param("now", Timestamp.from(now));
    }

    private StatementSpec entered(int workspace, HandoffPolicy policy, Instant from, Instant to, String select) {
        return jdbc.sql(ENTERED + select)
                .param("w", workspace)
                .param("funnel", policy.run().funnel())
                .param("run", policy.run().id())
                .param("hands", positions(policy))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to));
    }

    private static SqlArray positions(HandoffPolicy policy) {
        return SqlArray.integer(
                policy.positions().stream().mapToInt(Integer::intValue).toArray());
    }

    private static String openCondition(ReconciliationFigure figure) {
        return switch (figure) {
            case OPEN -> "TRUE";
            case FORGOTTEN -> "(NOT owned OR (held AND next_at IS NULL))";
            case IN_HANDS -> "held";
            case NURTURED -> "NOT held";
            case DATED -> "next_at IS NOT NULL";
            case OVERDUE -> "coalesce(next_at, limit_at) < :now";
            case IN, WON, LOST, DISQUALIFIED, NURTURING, ACTIVE, MERGED, MISSING ->
                throw new BadInput("fate", "That is a figure of the ledger.");
        };
    }

    /** Where a lead is now, as a condition on {@link #NOW}. */
    private static String outcome(ReconciliationFigure figure) {
        return switch (figure) {
            case IN -> "TRUE";
            case WON -> "s.outcome = 1";
            case LOST -> "s.outcome = 2";
            case DISQUALIFIED -> "s.outcome = 3";
            case NURTURING -> "s.outcome = 0 AND NOT s.stage = ANY (:hands)";
            case ACTIVE -> "s.outcome = 0 AND s.stage = ANY (:hands)";
            case MERGED -> "s.person_id IS NULL AND m.id IS NOT NULL";
            case MISSING -> "s.person_id IS NULL AND m.id IS NULL";
            case OPEN, FORGOTTEN, IN_HANDS, NURTURED, DATED, OVERDUE ->
                throw new BadInput("fate", "That is a figure of the proof.");
        };
    }

    /** Looks up the names of those few rows, and keeps their order. */
    private static String withNames(String rows) {
        return "SELECT f.lead, f.person, coalesce(p.name, p.email, 'Lead ' || f.person) AS name, f.origin AS source, f.stage, f.outcome, f.since, f.next_at"
                + " FROM (SELECT few.*, row_number() OVER () AS position FROM (" + rows + ") few) f"
                + " LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = f.person ORDER BY f.position";
    }
}
