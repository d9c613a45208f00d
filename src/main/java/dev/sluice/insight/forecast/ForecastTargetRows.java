package dev.sluice.insight.forecast;

import dev.sluice.platform.database.Row;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the monthly targets. */
@Component
class ForecastTargetRows {
    private final JdbcClient jdbc;

    ForecastTargetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The targets by the first day of their month. */
    Map<LocalDate, Double> all(int workspace) {
        Map<LocalDate, Double> targets = new TreeMap<>();
        jdbc.sql("SELECT month, amount::float8 AS amount FROM forecast_target WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.each(row -> targets.put(row.date("month"), row.doubleValue("amount"))));
        return targets;
    }

    /** Sets what is to be won in a month; 0 removes the target. */
    void set(int workspace, LocalDate month, double amount, int user, Instant at) {
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
