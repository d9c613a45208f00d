package dev.sluice.workspace;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what callers near a limit have used, on all nodes together. */
@Component
class RequestLimitRows {
    /** What one caller has used in the window that ends then. */
    record RequestCount(String name, Instant endsAt, long used) {}

    private final JdbcClient jdbc;

    RequestLimitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what this node has counted; returns the sums of all nodes. */
    List<RequestCount> add(List<RequestCount> counts) {
        return Columns.of(counts)
                .text("name", RequestCount::name)
                .timestamptz("ends_at", RequestCount::endsAt)
                .bigint("used", RequestCount::used)
                .statement(jdbc, """
                        INSERT INTO request_count (name, ends_at, used)
                        SELECT u.name, u.ends_at, u.used FROM unnest(:u) ORDER BY u.name, u.ends_at
                        ON CONFLICT (name, ends_at) DO UPDATE SET used = request_count.used + excluded.used
                        RETURNING name, ends_at, used""")
                .query(Row.map(
                        row -> new RequestCount(row.text("name"), row.instant("ends_at"), row.longValue("used"))))
                .list();
    }

    void deleteEnded(Instant before) {
        jdbc.sql("DELETE FROM request_count WHERE ends_at < ?")
                .param(Timestamp.from(before))
                .update();
    }
}
