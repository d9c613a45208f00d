package dev.sluice.deal;

import dev.sluice.platform.MoneyTotals;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.ZoneSql;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of deals by the day they closed. */
@Component
class ClosedDealRows {
    private final JdbcClient jdbc;

    ClosedDealRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row for each month, state and currency in which deals closed. */
    List<ClosedDeals> closed(int workspace, ZoneId zone, Instant from) {
        return jdbc.sql("""
                        SELECT date_trunc('month', zone_local(closed_at, :zone_changes, :zone_offsets))::date AS month, currency,
                               count(*) FILTER (WHERE state = 'won') AS won, count(*) FILTER (WHERE state = 'lost') AS lost,
                               coalesce(sum(amount) FILTER (WHERE state = 'won'), 0) AS amount,
                               count(*) FILTER (WHERE state = 'won' AND amount IS NULL) AS unknown
                        FROM deal WHERE workspace_id = :w AND state IN ('won', 'lost') AND closed_at >= :from
                        GROUP BY 1, 2""")
                .params(ZoneSql.parameters(zone))
                .param("w", workspace)
                .param("from", Timestamp.from(from))
                .query(Row.map(ClosedDealRows::closed))
                .list();
    }

    private static ClosedDeals closed(Row row) {
        LocalDate month = row.date("month");
        boolean known = row.longValue("won") > row.longValue("unknown");
        return new ClosedDeals(
                month,
                YearMonth.from(month).toString(),
                row.longValue("won"),
                row.longValue("lost"),
                new MoneyTotals(new TreeMap<>(known ? Map.of(row.text("currency"), row.decimal("amount")) : Map.of())),
                row.longValue("unknown"));
    }
}
