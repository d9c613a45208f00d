package dev.sluice.inbox;

import dev.sluice.mail.refusal.BounceCause;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that counts bounces by their cause. */
@Component
class DeliveryAlarmRows {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    DeliveryAlarmRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** Of the bounces since then, how many recipients each of these causes met, and what the newest said. */
    List<DeliveryAlarm.CauseCount> byCause(int workspace, List<String> causes, Instant since) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT details ->> 'cause' AS cause, count(DISTINCT person_id) AS people,
                               (array_agg(details ->> 'diagnostic' ORDER BY id DESC))[1] AS newest
                        FROM received_mail
                        WHERE workspace_id = ? AND at >= ? AND kind = 'bounce' AND state = 'matched'
                          AND details ->> 'cause' = ANY (?)
                        GROUP BY 1 ORDER BY 2 DESC, 1""")
                        .params(workspace, Timestamp.from(since))
                        .param(SqlArray.text(causes))
                        .query(Row.map(row -> new DeliveryAlarm.CauseCount(
                                row.constant("cause", BounceCause.class), row.longValue("people"), row.text("newest"))))
                        .list());
    }
}
