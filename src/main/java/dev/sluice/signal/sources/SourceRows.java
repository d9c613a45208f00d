package dev.sluice.signal.sources;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the sources with their counts, inside the workspace's transaction. */
@Component
class SourceRows {
    private final JdbcClient jdbc;

    SourceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every source, the most recently active first. */
    List<SourceSummary> lines(int workspace, Instant now) {
        return jdbc.sql("""
                        SELECT s.id, s.kind, s.name, coalesce(c.day, 0) AS day, coalesce(c.week, 0) AS week,
                               coalesce(c.month, 0) AS month, coalesce(c.machines, 0) AS machines,
                               coalesce(c.hours, 0) AS hours, c.first_hour,
                               (SELECT max(h.last_at) FROM source_hour h
                                WHERE h.workspace_id = s.workspace_id AND h.source_id = s.id
                                  AND h.hour = (SELECT max(l.hour) FROM source_hour l
                                                WHERE l.workspace_id = s.workspace_id AND l.source_id = s.id)) AS last
                        FROM source s
                        LEFT JOIN LATERAL (
                            SELECT sum(h.humans) FILTER (WHERE h.hour > :day) AS day,
                                   sum(h.humans) FILTER (WHERE h.hour > :week) AS week,
                                   sum(h.humans) AS month, sum(h.machines) AS machines,
                                   count(DISTINCT h.hour) AS hours, min(h.hour) AS first_hour
                            FROM source_hour h
                            WHERE h.workspace_id = s.workspace_id AND h.source_id = s.id AND h.hour > :month) c ON true
                        WHERE s.workspace_id = :workspace
                        ORDER BY last DESC NULLS LAST, s.name, s.id""")
                .param("workspace", workspace)
                .param("day", before(now, 1))
                .param("week", before(now, 7))
                .param("month", before(now, 30))
                .query(Row.mapper(SourceSummary.class))
                .list();
    }

    private static Timestamp before(Instant now, int days) {
        return Timestamp.from(now.minus(Duration.ofDays(days)));
    }
}
