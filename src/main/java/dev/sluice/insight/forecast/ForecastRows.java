package dev.sluice.insight.forecast;

import dev.sluice.platform.database.SqlArray;
import java.sql.Date;
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
        at.forEach(one -> open.add(new ArrayList<>()));
        jdbc.sql("""
                        SELECT w.number, l.deal_id, d.title, d.person_id, coalesce(d.owner, 'nobody'), d.pipeline, l.stage,
                               coalesce(l.amount, 0)::float8, l.expected_close,
                               extract(epoch FROM w.at - coalesce(s.entered_at, d.opened_at, w.at))::float8 / 86400,
                               CASE d.state WHEN 'won' THEN true WHEN 'lost' THEN false END
                        FROM unnest(?) WITH ORDINALITY AS w(at, number)
                        CROSS JOIN LATERAL (
                            SELECT DISTINCT ON (deal_id) deal_id, state, stage, amount, expected_close FROM report_deal_log
                            WHERE workspace_id = ? AND at <= w.at ORDER BY deal_id, at DESC, signal_id DESC) l
                        JOIN report_deal d ON d.workspace_id = ? AND d.deal_id = l.deal_id AND d.funnel_id = ?
                        LEFT JOIN LATERAL (
                            SELECT max(entered_at) AS entered_at FROM report_deal_stage s
                            WHERE s.workspace_id = ? AND s.deal_id = l.deal_id AND s.stage = l.stage
                              AND s.entered_at <= w.at) s ON true
                        WHERE l.state = 'open' ORDER BY w.number, 8 DESC, l.deal_id""")
                .params(SqlArray.timestamptz(at), workspace, workspace, funnel, workspace)
                .query(row -> {
                    open.get(row.getInt(1) - 1)
                            .add(new OpenDeal(
                                    row.getLong(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getDouble(8),
                                    row.getObject(9, LocalDate.class),
                                    Math.max(0, row.getDouble(10)),
                                    row.getObject(11, Boolean.class)));
                });
        return open;
    }

    /** How long deals that had closed by then stayed in each stage, and how they ended. */
    List<WinProbabilities.StageStay> stays(int workspace, int funnel, Instant by) {
        return jdbc.sql("""
                        SELECT s.pipeline, s.stage,
                               extract(epoch FROM coalesce(s.left_at, d.closed_at) - s.entered_at)::float8 / 86400,
                               d.state = 'won'
                        FROM report_deal d
                        JOIN report_deal_stage s ON s.workspace_id = ? AND s.deal_id = d.deal_id
                        WHERE d.workspace_id = ? AND d.funnel_id = ? AND d.state <> 'open' AND d.closed_at <= ?""")
                .params(workspace, workspace, funnel, Timestamp.from(by))
                .query((row, number) -> new WinProbabilities.StageStay(
                        row.getString(1), row.getString(2), Math.max(0, row.getDouble(3)), row.getBoolean(4)))
                .list();
    }

    /** The deals that closed inside [from, to). */
    List<ClosedDeal> closed(int workspace, int funnel, Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT deal_id, state = 'won', amount::float8,
                               extract(epoch FROM closed_at - coalesce(opened_at, closed_at))::float8 / 86400, closed_at,
                               coalesce(origin, 'not told'), coalesce(owner, 'nobody'), coalesce(reason, 'not told'), stage
                        FROM report_deal
                        WHERE workspace_id = ? AND funnel_id = ? AND state <> 'open' AND closed_at >= ? AND closed_at < ?""")
                .params(workspace, funnel, Timestamp.from(from), Timestamp.from(to))
                .query((row, number) -> new ClosedDeal(
                        row.getLong(1),
                        row.getBoolean(2),
                        row.getObject(3, Double.class),
                        Math.max(0, row.getDouble(4)),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)))
                .list();
    }

    /** Open deals whose expected close was put off, the worst first. */
    List<SlippedDeal> slips(int workspace, int funnel, Instant by, int most) {
        return jdbc.sql("""
                        SELECT d.deal_id, d.title, coalesce(d.owner, 'nobody'), m.times, m.days, m.first, m.last
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
                .params(workspace, Timestamp.from(by), workspace, funnel, most)
                .query((row, number) -> new SlippedDeal(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getObject(6, LocalDate.class),
                        row.getObject(7, LocalDate.class)))
                .list();
    }

    /** How many people entered the stage, month by month; the keys are first days. */
    Map<LocalDate, Long> entered(int workspace, int funnel, String stage, Instant from, Instant to, String zone) {
        Map<LocalDate, Long> entered = new TreeMap<>();
        jdbc.sql("""
                        SELECT date_trunc('month', at AT TIME ZONE ?)::date, count(DISTINCT person_id) FROM report_decision
                        WHERE workspace_id = ? AND funnel_id = ? AND kind = 'entered' AND stage = ? AND at >= ? AND at < ?
                        GROUP BY 1""")
                .params(zone, workspace, funnel, stage, Timestamp.from(from), Timestamp.from(to))
                .query(row -> {
                    entered.put(row.getObject(1, LocalDate.class), row.getLong(2));
                });
        return entered;
    }

    Map<LocalDate, Double> targets(int workspace) {
        Map<LocalDate, Double> targets = new TreeMap<>();
        jdbc.sql("SELECT month, amount::float8 FROM forecast_target WHERE workspace_id = ?")
                .param(workspace)
                .query(row -> {
                    targets.put(row.getObject(1, LocalDate.class), row.getDouble(2));
                });
        return targets;
    }

    /** Sets what is to be won in a month; 0 takes the target away. */
    void target(int workspace, LocalDate month, double amount, int user, Instant at) {
        if (amount == 0) {
            jdbc.sql("DELETE FROM forecast_target WHERE workspace_id = ? AND month = ?")
                    .params(workspace, Date.valueOf(month))
                    .update();
            return;
        }
        jdbc.sql("""
                        INSERT INTO forecast_target (workspace_id, month, amount, set_by, set_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, month) DO UPDATE SET amount = excluded.amount,
                            set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(workspace, Date.valueOf(month), amount, user, Timestamp.from(at))
                .update();
    }
}
