package dev.sluice.insight.forecast;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of how many leads qualify. */
@Component
class ForecastRows {
    private final JdbcClient jdbc;

    ForecastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
