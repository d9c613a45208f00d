package dev.sluice.insight.leaks;

import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.platform.database.Row;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what deals brought and why they were lost. */
@Component
class DealOutcomeRows {
    private final JdbcClient jdbc;

    DealOutcomeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the won deals of a funnel brought, in the currency that most of them are in. */
    LeakCost worth(int workspace, int funnel, String usualCurrency) {
        return jdbc.sql("""
                        SELECT coalesce(nullif(currency, ''), ?) AS currency, avg(amount)::float8 AS mean,
                               coalesce(stddev_samp(amount), 0)::float8 AS deviation, count(*) AS n
                        FROM report_deal WHERE workspace_id = ? AND funnel_id = ? AND state = 'won' AND amount IS NOT NULL
                        GROUP BY 1 ORDER BY 4 DESC, 1 LIMIT 1""")
                .params(usualCurrency, workspace, funnel)
                .query(Row.mapper(LeakCost.class))
                .optional()
                .orElse(new LeakCost(0, 0, 0, usualCurrency));
    }

    /** Why deals of a funnel were lost, the most frequent reason first. */
    List<Map.Entry<String, Long>> reasons(int workspace, int funnel) {
        return jdbc.sql("""
                        SELECT coalesce(reason, 'not told') AS reason, count(*) AS deals FROM report_deal
                        WHERE workspace_id = ? AND funnel_id = ? AND state = 'lost' GROUP BY 1 ORDER BY 2 DESC, 1""")
                .params(workspace, funnel)
                .query(Row.map(row -> Map.entry(row.text("reason"), row.longValue("deals"))))
                .list();
    }
}
