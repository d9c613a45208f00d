package dev.sluice.insight.cohort;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.database.SqlArray;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL behind the metrics: passes over the standings of a run, each of which returns sums and never people. */
@Component
public class CohortRows {
    /** A person behind a figure. */
    public record DrillDownRow(
            long person,
            String name,
            String origin,
            Instant begun,
            @Nullable Instant reached,
            @Nullable Instant next,
            @Nullable Long waited) {}

    /** A deal behind a figure. */
    public record BehindDeal(
            long deal,
            String title,
            long person,
            String name,
            @Nullable String owner,
            @Nullable BigDecimal amount,
            String currency,
            String state,
            @Nullable Instant opened,
            @Nullable Instant closed) {}

    private final JdbcClient jdbc;

    CohortRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts the people of a filter into the measures of their groups. */
    void measure(ReportFilter filter, CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        // worth a second core, and hashing a few groups is half the work of the sort that the planner would prefer
        jdbc.sql("""
                        SELECT set_config('parallel_setup_cost', '0', true), set_config('parallel_tuple_cost', '0', true),
                               set_config('enable_sort', 'off', true)""").query(row -> {});
        counts(sql, groups);
        stays(filter, sql, groups);
        waits(filter, sql, groups);
        ends(filter, sql, groups);
    }

    /** How the deals of these people had ended by then. */
    private void ends(ReportFilter filter, CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        if (filter.run().definition().pipelines().isEmpty()) {
            return;
        }
        jdbc.sql("SELECT " + sql.key + " AS kin, " + STATE + " AS state, count(*) " + deals(sql) + " GROUP BY 1, 2")
                .params(sql.values)
                .query(row -> {
                    groups.apply(row.getString(1)).deals().add(row.getString(2), row.getLong(3));
                });
    }

    private static final String STATE = "CASE WHEN d.closed_at <= :seen THEN d.state ELSE 'open' END";

    private static String deals(CohortSql sql) {
        return sql.people()
                .replace(
                        " WHERE ",
                        " JOIN report_deal_end d ON d.workspace_id = :w AND d.person_id = s.person_id"
                                + " AND d.funnel_id = :funnel AND coalesce(d.opened_at, d.closed_at) <= :seen WHERE ");
    }

    /** The deals behind a figure, the last closed first; {@code state} is won, lost, open or closed. */
    List<BehindDeal> deals(ReportFilter filter, CohortSql sql, String state, int limit) {
        return jdbc.sql(
                        "SELECT e.deal_id, e.title, e.person_id, coalesce(p.name, p.email, 'Person ' || p.id), e.owner, e.amount,"
                                + " e.currency, found.state, e.opened_at, CASE WHEN e.closed_at <= :seen THEN e.closed_at END"
                                + " FROM (SELECT d.deal_id, " + STATE + " AS state " + deals(sql) + ") found"
                                + " JOIN report_deal e ON e.workspace_id = :w AND e.deal_id = found.deal_id"
                                + " JOIN report_person p ON p.workspace_id = :w AND p.id = e.person_id"
                                + " WHERE found.state = ANY (:states) ORDER BY 10 DESC NULLS LAST, 1 LIMIT " + limit)
                .params(sql.values)
                .param("states", SqlArray.text(state.equals("closed") ? List.of("won", "lost") : List.of(state)))
                .query((row, number) -> new BehindDeal(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBigDecimal(6),
                        row.getString(7),
                        row.getString(8),
                        row.getTimestamp(9) == null ? null : row.getTimestamp(9).toInstant(),
                        row.getTimestamp(10) == null
                                ? null
                                : row.getTimestamp(10).toInstant()))
                .list();
    }

    private void counts(CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        jdbc.sql("SELECT " + sql.key + " AS kin, " + sql.reached + " AS reached, " + sql.outcome
                        + " AS outcome, count(*) " + sql.people() + " GROUP BY 1, 2, 3")
                .params(sql.values)
                .query(row -> {
                    groups.apply(row.getString(1)).figures().add(row.getInt(2), row.getInt(3), row.getLong(4));
                });
    }

    /**
     * Whole hours from each stage to a later one, or to the instant up to which things are seen; for the last stage, from
     * the beginning to winning.
     */
    private void stays(ReportFilter filter, CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        List<Stage> stages = filter.run().definition().stages();
        if (stages.size() < 2) {
            return;
        }
        int last = stages.size() - 1;
        // a series is read again for each person at once; a list of values would be built anew
        String stays = " CROSS JOIN generate_series(0, " + last + ") v(stage) CROSS JOIN LATERAL (SELECT "
                + ofStage(last, i -> i == last ? "s.begun_at" : sql.at(i)) + " AS at, "
                + ofStage(last, i -> i == last ? sql.won() : sql.next(i)) + " AS next) t WHERE ";
        jdbc.sql("SELECT " + sql.key + " AS kin, v.stage, t.next IS NOT NULL,"
                        + " floor(date_part('epoch', coalesce(t.next, :seen) - t.at) / 3600)::integer, count(*) "
                        + sql.people().replace(" WHERE ", stays)
                        + " AND s.reached <> 0 AND t.at IS NOT NULL GROUP BY 1, 2, 3, 4")
                .params(sql.values)
                .query(row -> {
                    groups.apply(row.getString(1))
                            .stay(row.getInt(2))
                            .add(row.getInt(4), row.getBoolean(3), row.getLong(5));
                });
    }

    private static String ofStage(int last, IntFunction<String> sql) {
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> "WHEN " + i + " THEN " + sql.apply(i))
                .collect(Collectors.joining(" ", "CASE v.stage ", " END"));
    }

    private void waits(ReportFilter filter, CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        int before = CohortMetrics.beforeSales(filter.run().definition().stages());
        if (before < 0) {
            return;
        }
        jdbc.sql("SELECT " + sql.key + " AS kin, w.seconds, " + sql.outcome + " = 0 AND " + notWon(filter, sql)
                        + " AS open, count(*) " + waiting(sql, before) + " GROUP BY 1, 2, 3")
                .params(sql.values)
                .query(row -> {
                    ResponseWaits waits = groups.apply(row.getString(1)).waits();
                    Long seconds = row.getObject(2, Long.class);
                    if (seconds == null) {
                        waits.unanswered(row.getBoolean(3), row.getLong(4));
                    } else {
                        waits.answered(seconds, row.getLong(4));
                    }
                });
    }

    private static String notWon(ReportFilter filter, CohortSql sql) {
        return "((" + sql.reached + " & "
                + FunnelCounts.wonMask(filter.run().definition().stages()) + ") = 0)";
    }

    /** The people of the filter who reached that stage, each with the seconds to the first response after it (w). */
    private static String waiting(CohortSql sql, int stage) {
        String at = sql.at(stage);
        String first = """
                 CROSS JOIN LATERAL (
                    SELECT floor(extract(epoch FROM min(a.at) - %s))::bigint AS seconds FROM (
                        SELECT s.person_id AS id
                        UNION ALL SELECT m.id FROM report_merged m
                                  WHERE m.workspace_id = :w AND m.merged_into = s.person_id) own
                    JOIN report_response a ON a.workspace_id = :w AND a.person_id = own.id AND a.at >= %s
                                          AND a.at <= :seen) w
                WHERE""".formatted(at, at);
        return sql.people().replace(" WHERE", first) + " AND (s.reached & " + (1 << stage) + ") <> 0 AND " + at
                + " IS NOT NULL";
    }

    /** How long those of the stage before sales waited, and whether sales took them. */
    ResponseCurve curve(ReportFilter filter, CohortSql sql) {
        ResponseCurve curve = new ResponseCurve();
        int before = CohortMetrics.beforeSales(filter.run().definition().stages());
        jdbc.sql("SELECT w.seconds, (" + sql.reached + " >> " + (before + 1) + ") <> 0 AS taken, count(*) "
                        + waiting(sql, before) + " GROUP BY 1, 2")
                .params(sql.values)
                .query(row -> {
                    Long seconds = row.getObject(1, Long.class);
                    if (seconds == null) {
                        curve.unanswered(row.getBoolean(2), row.getLong(3));
                    } else {
                        curve.answered(seconds, row.getBoolean(2), row.getLong(3));
                    }
                });
        return curve;
    }

    /** What people who won, were lost or disqualified carried when they first entered the stage. */
    List<ThresholdAudit.Score> scores(ReportFilter filter, CohortSql sql, String stage) {
        String first = """
                 CROSS JOIN LATERAL (
                    SELECT (array_agg(d.engagement ORDER BY d.at, d.id))[1] AS engagement FROM report_decision d
                    WHERE d.workspace_id = :w AND d.funnel_id = :funnel AND d.person_id = s.person_id
                      AND d.kind = 'entered' AND d.stage = :stage AND d.engagement IS NOT NULL) e
                WHERE""";
        return jdbc.sql("SELECT e.engagement, NOT " + notWon(filter, sql) + " "
                        + sql.people().replace(" WHERE", "\n" + first)
                        + " AND e.engagement IS NOT NULL AND (NOT " + notWon(filter, sql) + " OR " + sql.outcome
                        + " IN (2, 3))")
                .params(sql.values)
                .param("stage", stage)
                .query((row, number) -> new ThresholdAudit.Score(row.getDouble(1), row.getBoolean(2)))
                .list();
    }

    /**
     * The people behind a figure, the newest first.
     *
     * @param stage the stage that they reached
     * @param fate all, went_on, stayed, open, lost, disqualified, closed, answered, waiting or never
     */
    List<DrillDownRow> behind(ReportFilter filter, CohortSql sql, int stage, StageOutcome fate, int limit) {
        String people = fate.answers() ? waiting(sql, stage) : sql.people();
        String later = "(" + sql.reached + " >> " + (stage + 1) + ")";
        String outcome = "CASE WHEN NOT " + notWon(filter, sql) + " THEN 1 ELSE " + sql.outcome + " END";
        String condition = switch (fate) {
            case ALL -> "TRUE";
            case WENT_ON -> later + " <> 0";
            case OPEN -> later + " = 0 AND " + outcome + " = 0";
            case LOST -> later + " = 0 AND " + outcome + " = 2";
            case DISQUALIFIED -> later + " = 0 AND " + outcome + " = 3";
            case CLOSED -> "(" + later + " <> 0 OR " + outcome + " IN (2, 3))";
            case ANSWERED -> "w.seconds IS NOT NULL";
            case WAITING -> "w.seconds IS NULL AND " + outcome + " = 0";
            case NEVER -> "w.seconds IS NULL AND " + outcome + " <> 0";
        };
        return jdbc.sql(
                        "SELECT s.person_id, coalesce(p.name, p.email, 'Person ' || s.person_id), coalesce(s.origin, ''),"
                                + " s.begun_at, " + sql.at(stage) + " AS at, " + sql.next(stage) + " AS next, "
                                + (fate.answers() ? "w.seconds" : "NULL::bigint") + " "
                                + people.replace(
                                        "FROM report_standing s",
                                        "FROM report_standing s JOIN report_person p ON p.workspace_id = :w AND p.id = s.person_id")
                                + " AND (" + sql.reached + " & " + (1 << stage) + ") <> 0 AND " + condition
                                + " ORDER BY 5 DESC NULLS LAST, 1 LIMIT " + limit)
                .params(sql.values)
                .query((row, number) -> new DrillDownRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6) == null ? null : row.getTimestamp(6).toInstant(),
                        row.getObject(7, Long.class)))
                .list();
    }

    /** What there is to filter by: the values of the column in the period, the most frequent first. */
    List<String> choices(CohortSql sql, int limit) {
        List<String> found = new ArrayList<>();
        jdbc.sql("SELECT " + sql.key + " AS kin, count(*) " + sql.people()
                        + " AND s.reached <> 0 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + limit)
                .params(sql.values)
                .query(row -> {
                    if (row.getString(1) != null) {
                        found.add(row.getString(1));
                    }
                });
        return found;
    }
}
