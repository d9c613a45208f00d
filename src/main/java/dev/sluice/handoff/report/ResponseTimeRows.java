package dev.sluice.handoff.report;

import dev.sluice.handoff.report.ResponseTimes.Clock;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesBreakdown;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesFilter;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesRow;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Where;
import dev.sluice.platform.database.ZoneSql;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the report of response times. */
@Component
class ResponseTimeRows {
    private static final String CLOCKS = """
            WITH clock AS (
                SELECT c.id, c.class, c.person_id, coalesce(c.missed_by, c.owner_id, 0) AS owner, coalesce(u.name, 'nobody') AS owner_name,
                       coalesce(s.origin, '(not told)') AS source,
                       extract(isodow FROM zone_local(c.started_at, :zone_changes, :zone_offsets))::integer - 1 AS day,
                       extract(hour FROM zone_local(c.started_at, :zone_changes, :zone_offsets))::integer AS hour,
                       CASE WHEN c.breached_at IS NOT NULL THEN 'late' WHEN c.met_at IS NOT NULL THEN 'in_time'
                            WHEN c.ended_at IS NOT NULL THEN 'called_off' ELSE 'running' END AS outcome,
                       c.started_at, c.due_at, c.met_at, c.working_seconds::float8 AS took,
                       CASE WHEN coalesce(c.missed_by, c.owner_id, 0) = coalesce(c.owner_id, 0)
                            THEN c.working_seconds::float8 END AS own
                FROM response_clock c
                LEFT JOIN shared_user u ON u.id = coalesce(c.missed_by, c.owner_id)
                LEFT JOIN shared_funnel f ON f.workspace_id = c.workspace_id AND f.id = c.funnel_id
                LEFT JOIN report_standing s ON s.workspace_id = c.workspace_id AND s.run = f.active_run
                                           AND s.person_id = c.person_id
                WHERE c.workspace_id = :w AND c.started_at >= :from AND c.started_at < :to)
            """;

    private final JdbcClient jdbc;

    ResponseTimeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ResponseTimesRow> figures(int workspace, Period period, ResponseTimesBreakdown by) {
        String sql = "SELECT class AS response_class, " + keys(by)
                + """
                , count(*) AS clocks, count(*) FILTER (WHERE outcome = 'in_time') AS in_time,
                  count(*) FILTER (WHERE outcome = 'late') AS late,
                  count(*) FILTER (WHERE outcome = 'running') AS running,
                  count(*) FILTER (WHERE outcome = 'called_off') AS called_off, count(%1$s) AS answered,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY %1$s) AS median,
                  percentile_cont(0.9) WITHIN GROUP (ORDER BY %1$s) AS p90, max(%1$s) AS worst
                FROM clock GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 5, 6, 7 DESC, 3, 4""".formatted(by == ResponseTimesBreakdown.USER ? "own" : "took");
        return statement(sql, workspace, period)
                .query(Row.mapper(ResponseTimesRow.class))
                .list();
    }

    private static String keys(ResponseTimesBreakdown by) {
        return switch (by) {
            case CLASS -> keys("NULL", "NULL", "NULL", "NULL", "NULL");
            case USER -> keys("owner", "owner_name", "NULL", "NULL", "NULL");
            case SOURCE -> keys("NULL", "NULL", "source", "NULL", "NULL");
            case HOUR -> keys("NULL", "NULL", "NULL", "day", "hour");
        };
    }

    private static String keys(String owner, String name, String source, String day, String hour) {
        return "%s::integer AS owner, %s::text AS owner_name, %s::text AS source, %s::integer AS day, %s::integer AS hour"
                .formatted(owner, name, source, day, hour);
    }

    /** The clocks behind a figure, the newest first. */
    List<Clock> clocks(int workspace, Period period, ResponseTimesFilter filter, @Nullable Cursor after, int limit) {
        Where where = new Where()
                .add(
                        "c.outcome = :outcome",
                        filter.outcome() == null ? null : filter.outcome().code())
                .add("c.owner = :owner", filter.owner())
                .add("c.source = :source", filter.source())
                .add("c.day = :day", filter.day())
                .add("c.hour = :hour", filter.hour())
                .past("(c.started_at, c.id) < (:startedAt, :after)", after);
        return statement("""
                SELECT c.id, c.person_id AS person, coalesce(p.name, p.email, 'Lead ' || c.person_id) AS title, c.owner_name,
                       c.source, c.outcome, c.started_at, c.due_at, c.met_at, c.took
                FROM clock c LEFT JOIN report_person p ON p.workspace_id = :w AND p.id = c.person_id
                WHERE c.class = :class""" + where.and() + " ORDER BY c.started_at DESC, c.id DESC LIMIT :limit", workspace, period)
                .params(where.params())
                .param("class", filter.responseClass())
                .param("limit", limit)
                .query(Row.mapper(Clock.class))
                .list();
    }

    private JdbcClient.StatementSpec statement(String select, int workspace, Period period) {
        return jdbc.sql(CLOCKS + select)
                .param("w", workspace)
                .params(ZoneSql.parameters(period.zone()))
                .param("from", Timestamp.from(period.start()))
                .param("to", Timestamp.from(period.to()));
    }
}
