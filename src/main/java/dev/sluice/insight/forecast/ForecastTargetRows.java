package dev.sluice.insight.forecast;

import dev.sluice.platform.Money;
import dev.sluice.platform.database.Row;
import java.math.BigDecimal;
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

    /** The targets in a currency by the first day of their month. */
    Map<LocalDate, BigDecimal> all(int workspace, String currency) {
        Map<LocalDate, BigDecimal> targets = new TreeMap<>();
        jdbc.sql("SELECT month, amount FROM forecast_target WHERE workspace_id = ? AND currency = ?")
                .params(workspace, currency)
                .query(Row.each(row -> targets.put(row.date("month"), row.decimal("amount"))));
        return targets;
    }

    /** Sets what is to be won in a month; 0 removes the target. */
    void set(int workspace, LocalDate month, Money target, int user, Instant at) {
        String currency = target.currency().getCurrencyCode();
        if (target.amount().signum() == 0) {
            jdbc.sql("DELETE FROM forecast_target WHERE workspace_id = ? AND month = ? AND currency = ?")
                    .params(workspace, Date.valueOf(month), currency)
                    .update();
            return;
        }
        jdbc.sql("""
                        INSERT INTO forecast_target (workspace_id, month, currency, amount, set_by, set_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, month, currency) DO UPDATE SET amount = excluded.amount,
                            set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(workspace, Date.valueOf(month), currency, target.amount(), user, Timestamp.from(at))
                .update();
    }
}
