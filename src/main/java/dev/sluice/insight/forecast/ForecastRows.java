package dev.sluice.insight.forecast;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.ZoneSql;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
    Map<LocalDate, Long> entered(int workspace, int funnel, String stage, Instant from, Instant to, ZoneId zone) {
        Map<LocalDate, Long> entered = new TreeMap<>();
        jdbc.sql("""
                        SELECT date_trunc('month', zone_local(at, :zone_changes, :zone_offsets))::date AS month, count(DISTINCT person_id) AS people
                        FROM report_decision
                        WHERE workspace_id = :w AND funnel_id = :funnel AND kind = 'entered' AND stage = :stage
                          AND at >= :from AND at < :to
                        GROUP BY 1""")
                .params(ZoneSql.parameters(zone))
                .param("w", workspace)
                .param("funnel", funnel)
                .param("stage", stage)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(Row.each(row -> entered.put(row.date("month"), row.longValue("people"))));
        return entered;
    }
}
