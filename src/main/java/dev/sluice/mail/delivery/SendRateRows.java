package dev.sluice.mail.delivery;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that counts what was claimed in the current spans of time; inside the workspace's transaction. */
@Component
class SendRateRows {
    private final JdbcClient jdbc;

    SendRateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the counts until the transaction ends; a span that began anew counts from zero. */
    void lock(int workspace, SortedMap<String, Instant> begins) {
        jdbc.sql("""
                        INSERT INTO send_rate (workspace_id, span, begun, claimed)
                        SELECT ?, span, begun, 0 FROM unnest(?::text[], ?::timestamptz[]) AS s (span, begun)
                        ON CONFLICT (workspace_id, span) DO UPDATE SET begun = excluded.begun,
                            claimed = CASE WHEN send_rate.begun = excluded.begun THEN send_rate.claimed ELSE 0 END""")
                .params(workspace, SqlArray.text(begins.keySet()), SqlArray.timestamptz(begins.values()))
                .update();
    }

    /** How much was claimed, by span. */
    Map<String, Integer> claimed(int workspace, Collection<String> spans) {
        Map<String, Integer> claimed = new HashMap<>();
        jdbc.sql("SELECT span, claimed FROM send_rate WHERE workspace_id = ? AND span = ANY (?)")
                .params(workspace, SqlArray.text(spans))
                .query(Row.each(row -> claimed.put(row.text("span"), row.intValue("claimed"))));
        return claimed;
    }

    void add(int workspace, Map<String, Integer> counts) {
        List<String> spans = List.copyOf(counts.keySet());
        jdbc.sql("""
                        UPDATE send_rate p SET claimed = p.claimed + t.more
                        FROM unnest(?::text[], ?::int[]) AS t (span, more)
                        WHERE p.workspace_id = ? AND p.span = t.span AND t.more > 0""")
                .params(
                        SqlArray.text(spans),
                        SqlArray.integer(spans.stream()
                                .mapToInt(span -> counts.getOrDefault(span, 0))
                                .toArray()),
                        workspace)
                .update();
    }
}
