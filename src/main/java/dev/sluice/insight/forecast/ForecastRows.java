package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.DealHistory.DealFacts;
import dev.sluice.insight.forecast.DealHistory.DealMoment;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the forecast. The log of the deals is read once; what it says of an instant is {@link DealHistory}'s. */
@Component
class ForecastRows {
    private final JdbcClient jdbc;

    ForecastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals of a funnel that had begun by then, with their logs up to then. */
    List<DealHistory> histories(int workspace, int funnel, Instant by) {
        Map<Long, DealHistory> histories = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT deal_id AS deal, pipeline, title, coalesce(origin, 'not told') AS source
                        FROM report_deal_end WHERE workspace_id = ? AND funnel_id = ? AND opened_at <= ?""")
                .params(workspace, funnel, Timestamp.from(by))
                .query(Row.each(row -> histories.put(
                        row.longValue("deal"), new DealHistory(row.as(DealFacts.class), new ArrayList<>()))));
        jdbc.sql("""
                        SELECT l.deal_id, l.at, l.step, l.state, l.stage, l.amount, l.currency, l.expected_close AS expected,
                               coalesce(u.name, l.owner, 'nobody') AS owner,
                               coalesce(l.reason, 'not told') AS reason
                        FROM report_deal_log l LEFT JOIN shared_user u ON u.id = l.owner_id
                        WHERE l.workspace_id = ? AND l.at <= ? ORDER BY l.deal_id, l.at, l.signal_id""")
                .params(workspace, Timestamp.from(by))
                .query(Row.each(row -> {
                    DealHistory history = histories.get(row.longValue("deal_id"));
                    if (history != null) {
                        history.log().add(row.as(DealMoment.class));
                    }
                }));
        return List.copyOf(histories.values());
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
