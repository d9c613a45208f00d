package dev.sluice.insight.report;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of funnel reports. */
@Component
public class FunnelReportRows {
    /** Which people belong together. */
    public sealed interface Grouping {
        /** By the origin as it was sent; a missing one is a group of its own. */
        record ByOrigin() implements Grouping {}

        /** By the id of the first source. */
        record BySource() implements Grouping {}

        /** By the bucket whose lower edge is the last not after the beginning; 1 is the first edge's. */
        record ByTime(List<Instant> edges) implements Grouping {}
    }

    /** The figures of a group, null for those without an origin. */
    public interface Groups {
        FunnelCounts of(@Nullable String group);
    }

    /** A source as reports name it. */
    public record ReportSource(int id, String kind, String name) {}

    private final JdbcClient jdbc;

    FunnelReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One pass over the standings of a run. People who reached the same stages are counted together, so that the
     * database returns a few hundred rows however many people there are, and every figure is a sum of them. The times
     * to win come as an array: grouped by them, the planner would expect too many groups to count in parallel.
     */
    public void count(int workspace, int run, List<Stage> stages, Period period, Grouping grouping, Groups groups) {
        // a scan of every standing is worth a second core, however few rows come of it; and so few that hashing them
        // is half the work of the sort which the planner, expecting many groups, would prefer
        jdbc.sql("""
                        SELECT set_config('parallel_setup_cost', '0', true), set_config('parallel_tuple_cost', '0', true),
                               set_config('enable_sort', 'off', true)""").query(row -> {});
        String sql = """
                SELECT %s AS kin, reached, outcome, count(*) AS people,
                       array_agg(floor(extract(epoch FROM %s - begun_at))::bigint)
                           FILTER (WHERE reached & %d <> 0) AS seconds
                FROM report_standing WHERE workspace_id = ? AND run = ? AND begun_at >= ? AND begun_at < ?
                GROUP BY 1, 2, 3""".formatted(kin(grouping), wonAt(stages), FunnelCounts.wonMask(stages));
        grouped(sql, grouping)
                .params(workspace, run, Timestamp.from(period.start()), Timestamp.from(period.to()))
                .query(Row.each(row -> {
                    FunnelCounts figures = groups.of(row.optionalText("kin"));
                    figures.add(row.intValue("reached"), row.intValue("outcome"), row.longValue("people"));
                    row.longs("seconds").forEach(seconds -> figures.days().addSeconds(seconds, 1));
                }));
    }

    private JdbcClient.StatementSpec grouped(String sql, Grouping grouping) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        return grouping instanceof Grouping.ByTime time
                ? statement.param(SqlArray.timestamptz(time.edges()))
                : statement;
    }

    /** When the first of the people in a run began. */
    public Optional<Instant> earliest(int workspace, int run) {
        return jdbc.sql(
                        "SELECT min(begun_at) AS first FROM report_standing WHERE workspace_id = ? AND run = ? AND reached <> 0")
                .params(workspace, run)
                .query(Row.map(row -> Optional.ofNullable(row.optionalInstant("first"))))
                .single();
    }

    /** All sources of the workspace. */
    public List<ReportSource> sources(int workspace) {
        return jdbc.sql("SELECT id, kind, name FROM report_source WHERE workspace_id = ? ORDER BY id")
                .param(workspace)
                .query(Row.mapper(ReportSource.class))
                .list();
    }

    private static String kin(Grouping grouping) {
        return switch (grouping) {
            case Grouping.ByOrigin() -> "origin";
            case Grouping.BySource() -> "source_id";
            case Grouping.ByTime(var edges) -> "width_bucket(begun_at, ?)";
        };
    }

    /** The first instant at which a stage that means won was reached. */
    private static String wonAt(List<Stage> stages) {
        int won = FunnelCounts.wonMask(stages);
        return IntStream.range(0, stages.size())
                .filter(i -> (won >> i & 1) != 0)
                .mapToObj(i -> "reached_at[" + (i + 1) + "]")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "),
                        list -> list.isEmpty() ? "NULL::timestamptz" : "least(" + list + ")"));
    }
}
