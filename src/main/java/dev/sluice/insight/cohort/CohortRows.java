package dev.sluice.insight.cohort;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.platform.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the figures of cohorts: passes over the standings of a run that return sums and never people. */
@Component
class CohortRows {
    private final JdbcClient jdbc;

    CohortRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts the people of a filter into the figures of their groups. */
    void measure(ReportFilter filter, CohortSql sql, DealSql deals, Function<@Nullable String, CohortMetrics> groups) {
        // worth a second core, and hashing a few groups is half the work of the sort that the planner would prefer
        jdbc.sql("""
                        SELECT set_config('parallel_setup_cost', '0', true), set_config('parallel_tuple_cost', '0', true),
                               set_config('enable_sort', 'off', true)""").query(row -> {});
        List<Stage> stages = filter.run().definition().stages();
        reached(sql, groups);
        if (stages.size() > 1) {
            stays(stages.size() - 1, sql, groups);
        }
        int before = CohortMetrics.beforeSales(stages);
        if (before >= 0) {
            waits(before, sql, groups);
        }
        if (!filter.run().definition().pipelines().isEmpty()) {
            deals(deals, groups);
        }
    }

    private void reached(CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        jdbc.sql("SELECT " + sql.key() + " AS kin, " + sql.reached() + " AS reached, " + sql.outcome()
                        + " AS outcome, " + sql.stage() + " AS stage, count(*) AS people " + sql.people()
                        + " GROUP BY 1, 2, 3, 4")
                .params(sql.values())
                .query(Row.each(row -> groups.apply(row.optionalText("kin"))
                        .figures()
                        .add(
                                row.intValue("reached"),
                                row.intValue("outcome"),
                                row.intValue("stage"),
                                row.longValue("people"))));
    }

    /**
     * Whole hours from each stage to a later one, or to the instant up to which things are seen; for the last stage, from
     * the beginning to winning.
     */
    private void stays(int last, CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        // a series is read again for each person at once; a list of values would be built anew
        String stays = " CROSS JOIN generate_series(0, " + last + ") v(stage) CROSS JOIN LATERAL (SELECT "
                + ofStage(last, i -> i == last ? "s.begun_at" : sql.at(i)) + " AS at, "
                + ofStage(last, i -> i == last ? sql.won() : sql.next(i)) + " AS next) t";
        jdbc.sql("SELECT " + sql.key() + " AS kin, v.stage, t.next IS NOT NULL AS went_on,"
                        + " floor(date_part('epoch', coalesce(t.next, :seen) - t.at) / 3600)::integer AS hours,"
                        + " count(*) AS people " + sql.people(stays)
                        + " AND s.reached <> 0 AND t.at IS NOT NULL GROUP BY 1, 2, 3, 4")
                .params(sql.values())
                .query(Row.each(row -> groups.apply(row.optionalText("kin"))
                        .stay(row.intValue("stage"))
                        .add(row.intValue("hours"), row.bool("went_on"), row.longValue("people"))));
    }

    private static String ofStage(int last, IntFunction<String> sql) {
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> "WHEN " + i + " THEN " + sql.apply(i))
                .collect(Collectors.joining(" ", "CASE v.stage ", " END"));
    }

    private void waits(int before, CohortSql sql, Function<@Nullable String, CohortMetrics> groups) {
        jdbc.sql("SELECT " + sql.key() + " AS kin, w.seconds, " + sql.outcome() + " = 0 AND " + sql.notWon()
                        + " AS open, count(*) AS people " + ResponseSql.known(sql, before) + " GROUP BY 1, 2, 3")
                .params(sql.values())
                .query(Row.each(row -> {
                    ResponseWaits waits = groups.apply(row.optionalText("kin")).waits();
                    Long seconds = row.optionalLong("seconds");
                    if (seconds == null) {
                        waits.unanswered(row.bool("open"), row.longValue("people"));
                    } else {
                        waits.answered(seconds, row.longValue("people"));
                    }
                }));
    }

    /** The states that the deals of the period had by then. */
    private void deals(DealSql sql, Function<@Nullable String, CohortMetrics> groups) {
        jdbc.sql("SELECT " + sql.key() + " AS kin, " + DealSql.STATE + " AS state, count(*) AS deals " + sql.deals()
                        + " GROUP BY 1, 2")
                .params(sql.values())
                .query(Row.each(row ->
                        groups.apply(row.optionalText("kin")).deals().add(row.text("state"), row.longValue("deals"))));
    }

    /** When the first deal of the funnel was opened or closed. */
    Optional<Instant> firstDeal(int workspace, int funnel) {
        return jdbc.sql("""
                        SELECT least(min(opened_at), min(closed_at)) AS first FROM report_deal_end
                        WHERE workspace_id = ? AND funnel_id = ?""")
                .params(workspace, funnel)
                .query(Row.map(row -> Optional.ofNullable(row.optionalInstant("first"))))
                .single();
    }

    /** What there is to filter by: the values of the column in the period, the most frequent first. */
    List<String> choices(CohortSql sql, int limit) {
        return jdbc
                .sql("SELECT " + sql.key() + " AS kin, count(*) AS people " + sql.people()
                        + " AND s.reached <> 0 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + limit)
                .params(sql.values())
                .query(Row.map(row -> row.text("kin", "")))
                .stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
