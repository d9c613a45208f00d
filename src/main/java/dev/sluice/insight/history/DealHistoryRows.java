package dev.sluice.insight.history;

import dev.sluice.insight.history.DealHistory.DealFacts;
import dev.sluice.insight.history.DealHistory.DealMoment;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of deals as they were; their log is read once for all instants. */
@Component
public class DealHistoryRows {
    private final JdbcClient jdbc;

    DealHistoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals of a funnel that had begun by then, with their logs up to then. */
    public List<DealHistory> histories(int workspace, int funnel, Instant by) {
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
                        WHERE l.workspace_id = ? AND l.at <= ? ORDER BY l.deal_id, l.at, l.signal_id""").params(workspace, Timestamp.from(by)).query(Row.each(row -> {
            DealHistory history = histories.get(row.longValue("deal_id"));
            if (history != null) {
                history.log().add(row.as(DealMoment.class));
            }
        }));
        return List.copyOf(histories.values());
    }
}
