package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Keeps the two books that must always come out even: no lead is forgotten, and leads in are leads accounted for. */
@Component
public class LeadReconciliation {
    /** The proof that no lead is forgotten. Overdue: next actions whose instant has passed, by how long ago. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ForgottenProof(
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
        public long overdue() {
            return overdueDay + overdueWeek + overdueLonger;
        }
    }

    /** Leads that came in by one source in a period, and where each of them is now. */
    public record LeadReconciliationAccount(
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
        public long missing() {
            return in - won - lost - disqualified - nurturing - active - merged;
        }
    }

    /** A figure of the proof, up to {@code overdue}, or of the ledger. */
    public enum ReconciliationFigure {
        OPEN,
        FORGOTTEN,
        IN_HANDS,
        NURTURED,
        DATED,
        OVERDUE,
        IN,
        WON,
        LOST,
        DISQUALIFIED,
        NURTURING,
        ACTIVE,
        MERGED,
        MISSING;

        public boolean ofProof() {
            return compareTo(OVERDUE) <= 0;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A lead behind a figure.
     *
     * @param stage its place in the definition, null when it has no standing of its own any more
     * @param since when it entered that stage (proof) or came in (ledger)
     */
    public record BooksDrillDown(
            long person,
            String name,
            @Nullable String source,
            @Nullable Integer stage,
            @Nullable Integer outcome,
            Instant since,
            @Nullable Instant nextAt) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    LeadReconciliation(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Everybody whose way is open and short of the stages that retain, with whether they are held, owned and dated. */
    private static final String LEADS = """
            WITH lead AS (
                SELECT s.person_id, s.origin, s.stage, s.outcome, s.entered_at AS since, l.person_id IS NOT NULL AS held,
                       CASE WHEN l.person_id IS NULL THEN NOT s.stage = ANY (:hands) ELSE l.owner_id IS NOT NULL END AS owned,
                       CASE WHEN l.person_id IS NOT NULL THEN l.next_at
                            WHEN NOT s.stage = ANY (:hands)
                            THEN s.entered_at + ((:limits::timestamptz[])[s.stage + 1] - 'epoch'::timestamptz) END AS next_at
                FROM report_standing s
                LEFT JOIN lead_assignment l ON l.workspace_id = s.workspace_id AND l.person_id = s.person_id
                                       AND l.funnel_id = :funnel
                WHERE s.workspace_id = :w AND s.run = :run AND s.outcome = 0 AND s.stage >= 0 AND s.stage < :stages)
            """;

    public ForgottenProof proof(int workspace, HandoffPolicy hands) {
        Instant now = clock.instant();
        return tenancy.read(
                workspace,
                () -> leads(workspace, hands, """
                        SELECT count(*) AS open, count(*) FILTER (WHERE held) AS in_hands,
                               count(*) FILTER (WHERE NOT held) AS nurtured, count(*) FILTER (WHERE owned) AS owned,
                               count(*) FILTER (WHERE next_at IS NOT NULL) AS dated,
                               count(*) FILTER (WHERE NOT owned OR next_at IS NULL) AS forgotten,
                               count(*) FILTER (WHERE next_at < :now AND next_at >= :day) AS overdue_day,
                               count(*) FILTER (WHERE next_at < :day AND next_at >= :week) AS overdue_week,
                               count(*) FILTER (WHERE next_at < :week) AS overdue_longer
                        FROM lead""")
                        .param("now", Timestamp.from(now))
                        .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                        .param("week", Timestamp.from(now.minus(Duration.ofDays(7))))
                        .query(Row.mapper(ForgottenProof.class))
                        .single());
    }

    private JdbcClient.StatementSpec leads(int workspace, HandoffPolicy hands, String select) {
        DefinitionRun run = hands.run();
        long stages = run.definition().stages().stream()
                .filter(stage -> stage.layer() != Layer.RETAIN)
                .count();
        return jdbc.sql(LEADS + select)
                .param("w", workspace)
                .param("run", run.id())
                .param("funnel", run.funnel())
                .param("hands", SqlArray.integer(positions(hands)))
                .param(
                        "limits",
                        SqlArray.text(run.definition().stages().stream()
                                .map(stage -> LeadAssignments.limit(stage, Instant.EPOCH)
                                        .toString())
                                .toArray(String[]::new)))
                .param("stages", stages);
    }

    /** The people behind a figure of the proof, whose next action is due first before the others. */
    public List<BooksDrillDown> behind(int workspace, HandoffPolicy hands, ReconciliationFigure fate, int most) {
        String which = switch (fate) {
            case OPEN -> "TRUE";
            case FORGOTTEN -> "(NOT owned OR next_at IS NULL)";
            case IN_HANDS -> "held";
            case NURTURED -> "NOT held";
            case DATED -> "next_at IS NOT NULL";
            case OVERDUE -> "next_at < :now";
            case IN, WON, LOST, DISQUALIFIED, NURTURING, ACTIVE, MERGED, MISSING ->
                throw new BadInput("fate", "That is a figure of the ledger.");
        };
        return tenancy.read(
                workspace,
                () -> leads(
                                workspace,
                                hands,
                                named(
                                        "SELECT person_id AS person, origin, stage, outcome, since, next_at FROM lead WHERE "
                                                + which + " ORDER BY next_at NULLS FIRST, person_id LIMIT :most"))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("most", most)
                        .query(Row.mapper(BooksDrillDown.class))
                        .list());
    }

    private static int[] positions(HandoffPolicy hands) {
        return hands.positions().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whoever first entered a stage in the period, by the decisions; where they are now, by the standings. */
    private static final String CAME = """
            WITH came AS (
                SELECT person_id, min(at) AS at FROM report_decision
                WHERE workspace_id = :w AND funnel_id = :funnel AND kind = 'entered' GROUP BY person_id)
            """;

    private static final String STANDS = """

            FROM came c
            LEFT JOIN report_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = c.person_id
            LEFT JOIN report_merged m ON m.workspace_id = :w AND m.id = c.person_id
            """;

    /** What became of a lead, as a condition on {@link #STANDS}. */
    private static String ended(ReconciliationFigure fate) {
        return switch (fate) {
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

    /**
     * The ledger of leads that first entered a stage in the period, by origin. Leads in are counted in the transition
     * ledger, where they are now in the standings: two books that have to agree.
     */
    public List<LeadReconciliationAccount> ledger(int workspace, HandoffPolicy hands, Instant from, Instant to) {
        String counts = Stream.of(
                        ReconciliationFigure.WON,
                        ReconciliationFigure.LOST,
                        ReconciliationFigure.DISQUALIFIED,
                        ReconciliationFigure.NURTURING,
                        ReconciliationFigure.ACTIVE,
                        ReconciliationFigure.MERGED)
                .map(fate -> "count(*) FILTER (WHERE " + ended(fate) + ") AS " + fate.code())
                .collect(Collectors.joining(", "));
        return tenancy.read(
                workspace,
                () -> came(
                                workspace,
                                hands,
                                from,
                                to,
                                CAME + "SELECT s.origin AS source, count(*) AS \"in\", " + counts + STANDS
                                        + "WHERE c.at >= :from AND c.at < :to GROUP BY s.origin ORDER BY count(*) DESC, s.origin")
                        .query(Row.mapper(LeadReconciliationAccount.class))
                        .list());
    }

    /** The people behind a figure of the ledger, the newest first; {@code source} null for all, "" for those who told none. */
    public List<BooksDrillDown> behind(
            int workspace,
            HandoffPolicy hands,
            ReconciliationFigure fate,
            @Nullable String source,
            Instant from,
            Instant to,
            int most) {
        String which = "WHERE c.at >= :from AND c.at < :to AND " + ended(fate)
                + (source == null ? "" : source.isEmpty() ? " AND s.origin IS NULL" : " AND s.origin = :source");
        return tenancy.read(
                workspace,
                () -> came(
                                workspace,
                                hands,
                                from,
                                to,
                                CAME
                                        + named(
                                                "SELECT coalesce(m.merged_into, c.person_id) AS person, s.origin, s.stage,"
                                                        + " s.outcome, c.at AS since, NULL::timestamptz AS next_at"
                                                        + STANDS
                                                        + which + " ORDER BY c.at DESC, c.person_id LIMIT :most"))
                        .param("source", source == null ? "" : source)
                        .param("most", most)
                        .query(Row.mapper(BooksDrillDown.class))
                        .list());
    }

    private JdbcClient.StatementSpec came(int workspace, HandoffPolicy hands, Instant from, Instant to, String sql) {
        return jdbc.sql(sql)
                .param("w", workspace)
                .param("funnel", hands.run().funnel())
                .param("run", hands.run().id())
                .param("hands", SqlArray.integer(positions(hands)))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to));
    }

    /** Those few, in their order, with their names. */
    private static String named(String few) {
        return "SELECT f.person, coalesce(p.name, p.email, 'Lead ' || f.person) AS name, f.origin AS source, f.stage, f.outcome, f.since, f.next_at"
                + " FROM (SELECT few.*, row_number() OVER () AS place FROM (" + few + ") few) f"
                + " LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = f.person ORDER BY f.place";
    }
}
