package dev.sluice.insight.forecast;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the forecast: every answer is as of an instant, from the log of the deals. */
@Component
class ForecastRows {
    /** A deal whose expected close was moved. */
    record SlippedDeal(long deal, String title, String owner, int times, int days, LocalDate first, LocalDate last) {}

    /** A deal that has closed. */
    record ClosedDeal(
            long deal,
            boolean won,
            @Nullable Double amount,
            double days,
            Instant at,
            String source,
            String owner,
            String reason,
            String stage) {}

    private final JdbcClient jdbc;

    ForecastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals that were open at each of these instants, as they were then. */
    List<List<OpenDeal>> open(int workspace, int funnel, List<Instant> at) {
        List<List<OpenDeal>> open = new ArrayList<>();
        at.forEach(instant -> open.add(new ArrayList<>()));
        jdbc.sql("""
                        SELECT w.number, l.deal_id AS deal, d.title, d.person_id AS person,
                               coalesce(d.owner, 'nobody') AS owner, d.pipeline, l.stage,
                               coalesce(l.amount, 0)::float8 AS amount, l.expected_close AS expected,
                               greatest(0, extract(epoch FROM w.at - coalesce(s.entered_at, d.opened_at, w.at))::float8
                                           / 86400) AS age,
                               CASE d.state WHEN 'won' THEN true WHEN 'lost' THEN false END AS won
                        FROM unnest(?) WITH ORDINALITY AS w(at, number)
                        CROSS JOIN LATERAL (
                            SELECT DISTINCT ON (deal_id) deal_id, state, stage, amount, expected_close FROM report_deal_log
                            WHERE workspace_id = ? AND at <= w.at ORDER BY deal_id, at DESC, signal_id DESC) l
                        JOIN report_deal d ON d.workspace_id = ? AND d.deal_id = l.deal_id AND d.funnel_id = ?
                        LEFT JOIN LATERAL (
                            SELECT max(entered_at) AS entered_at FROM report_deal_stage s
                            WHERE s.workspace_id = ? AND s.deal_id = l.deal_id AND s.stage = l.stage
                              AND s.entered_at <= w.at) s ON true
                        WHERE l.state = 'open' ORDER BY w.number, amount DESC, l.deal_id""")
                .params(SqlArray.timestamptz(at), workspace, workspace, funnel, workspace)
                .query(Row.each(row -> open.get(row.intValue("number") - 1).add(row.as(OpenDeal.class))));
        return open;
    }

    /** How long deals that had closed by then stayed in each stage, and how they ended. */
    List<WinProbabilities.StageStay> stays(int workspace, int funnel, Instant by) {
        return jdbc.sql("""
                        SELECT s.pipeline, s.stage,
                               greatest(0, extract(epoch FROM coalesce(s.left_at, d.closed_at) - s.entered_at)::float8
                                           / 86400) AS days,
                               d.state = 'won' AS won
                        FROM report_deal d
                        JOIN report_deal_stage s ON s.workspace_id = ? AND s.deal_id = d.deal_id
                        WHERE d.workspace_id = ? AND d.funnel_id = ? AND d.state <> 'open' AND d.closed_at <= ?""")
                .params(workspace, workspace, funnel, Timestamp.from(by))
                .query(Row.mapper(WinProbabilities.StageStay.class))
                .list();
    }

    /** The deals that closed inside [from, to). */
    List<ClosedDeal> closed(int workspace, int funnel, Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT deal_id AS deal, state = 'won' AS won, amount::float8,
                               greatest(0, extract(epoch FROM closed_at - coalesce(opened_at, closed_at))::float8
                                           / 86400) AS days,
                               closed_at AS at, coalesce(origin, 'not told') AS source, coalesce(owner, 'nobody') AS owner,
                               coalesce(reason, 'not told') AS reason, stage
                        FROM report_deal
                        WHERE workspace_id = ? AND funnel_id = ? AND state <> 'open' AND closed_at >= ? AND closed_at < ?""")
                .params(workspace, funnel, Timestamp.from(from), Timestamp.from(to))
                .query(Row.mapper(ClosedDeal.class))
                .list();
    }

    /** Open deals whose expected close was moved later, the worst first. */
    List<SlippedDeal> slips(int workspace, int funnel, Instant by, int limit) {
        return jdbc.sql("""
                        SELECT d.deal_id AS deal, d.title, coalesce(d.owner, 'nobody') AS owner, m.times, m.days, m.first, m.last
                        FROM (SELECT deal_id, count(*) FILTER (WHERE expected_close > before) AS times,
                                     sum(greatest(expected_close - before, 0)) AS days,
                                     min(expected_close) AS first, max(expected_close) AS last
                              FROM (SELECT deal_id, expected_close, lag(expected_close) OVER (
                                        PARTITION BY deal_id ORDER BY at, signal_id) AS before
                                    FROM report_deal_log
                                    WHERE workspace_id = ? AND at <= ? AND expected_close IS NOT NULL) l
                              GROUP BY deal_id) m
                        JOIN report_deal d ON d.workspace_id = ? AND d.deal_id = m.deal_id
                        WHERE d.funnel_id = ? AND d.state = 'open' AND m.times > 0
                        ORDER BY m.days DESC, d.deal_id LIMIT ?""")
                .params(workspace, Timestamp.from(by), workspace, funnel, limit)
                .query(Row.mapper(SlippedDeal.class))
                .list();
    }

    /** How many people entered the stage, month by month; the keys are first days. */
    Map<LocalDate, Long> entered(int workspace, int funnel, String stage, Instant from, Instant to, String zone) {
        Map<LocalDate, Long> entered = new TreeMap<>();
        jdbc.sql("""
                        SELECT date_trunc('month', at AT TIME ZONE ?)::date AS month, count(DISTINCT person_id) AS people
                        FROM report_decision
                        WHERE workspace_id = ? AND funnel_id = ? AND kind = 'entered' AND stage = ? AND at >= ? AND at < ?
                        GROUP BY 1""")
                .params(zone, workspace, funnel, stage, Timestamp.from(from), Timestamp.from(to))
                .query(Row.each(row -> entered.put(row.date("month"), row.longValue("people"))));
        return entered;
    }
}
