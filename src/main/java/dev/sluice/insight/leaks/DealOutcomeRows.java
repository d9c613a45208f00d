package dev.sluice.insight.leaks;

import dev.sluice.insight.leaks.Leak.LeakCost;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reports on people ask of deals. */
@Component
class DealOutcomeRows {
    private final JdbcClient jdbc;

    DealOutcomeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the won deals of a funnel brought, in the currency that most of them are in. */
    LeakCost worth(int workspace, int funnel, String usualCurrency) {
        return jdbc.sql("""
                        SELECT coalesce(nullif(currency, ''), ?), avg(amount)::float8, coalesce(stddev_samp(amount), 0)::float8, count(*)
                        FROM report_deal WHERE workspace_id = ? AND funnel_id = ? AND state = 'won' AND amount IS NOT NULL
                        GROUP BY 1 ORDER BY 4 DESC, 1 LIMIT 1""")
                .params(usualCurrency, workspace, funnel)
                .query((row, number) ->
                        new LeakCost(row.getDouble(2), row.getDouble(3), row.getLong(4), row.getString(1)))
                .optional()
                .orElse(new LeakCost(0, 0, 0, usualCurrency));
    }

    /** Why deals of a funnel were lost, the most frequent reason first. */
    List<Map.Entry<String, Long>> reasons(int workspace, int funnel) {
        return jdbc.sql("""
                        SELECT coalesce(reason, 'not told'), count(*) FROM report_deal
                        WHERE workspace_id = ? AND funnel_id = ? AND state = 'lost' GROUP BY 1 ORDER BY 2 DESC, 1""")
                .params(workspace, funnel)
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list();
    }
}
