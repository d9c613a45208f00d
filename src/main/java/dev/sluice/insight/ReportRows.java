package dev.sluice.insight;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.platform.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reports. */
@Component
class ReportRows {
    /** A bound that a question leaves open is null; {@code from} is inclusive, {@code to} exclusive. */
    record Span(@Nullable Instant from, @Nullable Instant to) {}

    /** Which people belong together. */
    sealed interface Grouping {
        /** By the origin as it was told; a missing one is a group of its own. */
        record ByOrigin() implements Grouping {}

        /** By the id of the first source. */
        record BySource() implements Grouping {}

        /** By the bucket whose lower edge is the last not after the beginning; 1 is the first edge's. */
        record ByTime(List<Instant> edges) implements Grouping {}
    }

    /** Takes a group's people who reached the same stages and came to the same end. */
    interface Sink {
        void take(@Nullable String group, int reached, int outcome, @Nullable Integer days, long people);
    }

    /** A source as reports name it. */
    record Source(int id, String kind, String name) {}

    private final JdbcClient jdbc;

    ReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One pass over the standings of a run. People who reached the same stages are counted together, so that the
     * database returns a few hundred rows however many people there are, and every figure is a sum of them.
     */
    void count(int workspace, int run, List<Stage> stages, ZoneId zone, Span span, Grouping grouping, Sink sink) {
        JdbcClient.StatementSpec statement =
                jdbc.sql("""
                SELECT %s AS kin, reached, outcome,
                       CASE WHEN reached & %d <> 0 THEN
                           (%s AT TIME ZONE ?)::date - (begun_at AT TIME ZONE ?)::date END AS days,
                       count(*)
                FROM report_standing
                WHERE workspace_id = ? AND run = ? AND begun_at >= ?::timestamptz AND begun_at < ?::timestamptz
                GROUP BY 1, 2, 3, 4""".formatted(kin(grouping), Figures.wonMask(stages), wonAt(stages)));
        if (grouping instanceof Grouping.ByTime time) {
            statement = statement.param(
                    SqlArray.text(time.edges().stream().map(Instant::toString).toList()));
        }
        statement
                .params(zone.getId(), zone.getId(), workspace, run)
                .param(span.from() == null ? "-infinity" : span.from().toString())
                .param(span.to() == null ? "infinity" : span.to().toString())
                .query(row -> {
                    sink.take(
                            row.getString(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getObject(4, Integer.class),
                            row.getLong(5));
                });
    }

    /** When the first of the people in a run began. */
    Optional<Instant> earliest(int workspace, int run) {
        return jdbc.sql("SELECT min(begun_at) FROM report_standing WHERE workspace_id = ? AND run = ? AND reached <> 0")
                .params(workspace, run)
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(Timestamp::toInstant);
    }

    /** All sources of the workspace. */
    List<Source> sources(int workspace) {
        return jdbc.sql("SELECT id, kind, name FROM report_source WHERE workspace_id = ? ORDER BY id")
                .param(workspace)
                .query((row, number) -> new Source(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
    }

    private static String kin(Grouping grouping) {
        return switch (grouping) {
            case Grouping.ByOrigin() -> "origin";
            case Grouping.BySource() -> "source_id";
            case Grouping.ByTime(var edges) -> "width_bucket(begun_at, ?::timestamptz[])";
        };
    }

    /** The first instant at which a stage that means won was reached. */
    private static String wonAt(List<Stage> stages) {
        int won = Figures.wonMask(stages);
        return IntStream.range(0, stages.size())
                .filter(i -> (won >> i & 1) != 0)
                .mapToObj(i -> "reached_at[" + (i + 1) + "]")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "),
                        list -> list.isEmpty() ? "NULL::timestamptz" : "least(" + list + ")"));
    }
}
