package dev.sluice.handoff;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.ZoneSql;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of how many leads each user answers first. */
@Component
class ResponderRows {
    private final JdbcClient jdbc;

    ResponderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many leads a user answered in all, and on the day that nine in ten days do not exceed. */
    record Responder(long answered, double busiestDay) {}

    /** The users who owned leads when these were first answered, since then, by id. */
    Map<Integer, Responder> responders(int workspace, ZoneId zone, Instant since) {
        Map<Integer, Responder> responders = new HashMap<>();
        jdbc.sql("""
                        WITH answered AS (
                            SELECT person_id, min(at) AS at FROM report_response WHERE workspace_id = :w GROUP BY person_id),
                        responded AS (
                            SELECT DISTINCT o.owner_id, a.person_id, a.at FROM answered a
                            JOIN report_owner o ON o.workspace_id = :w AND o.person_id = a.person_id
                                               AND o.since <= a.at AND a.at < o.until
                            WHERE a.at >= :since AND o.owner_id IS NOT NULL)
                        SELECT owner_id, sum(n) AS answered, percentile_disc(0.9) WITHIN GROUP (ORDER BY n) AS busiest FROM (
                            SELECT owner_id, zone_local(at, :zone_changes, :zone_offsets)::date AS day, count(*) AS n
                            FROM responded
                            GROUP BY 1, 2) d
                        GROUP BY owner_id""")
                .params(ZoneSql.parameters(zone))
                .param("w", workspace)
                .param("since", Timestamp.from(since))
                .query(Row.each(row -> responders.put(
                        row.intValue("owner_id"),
                        new Responder(row.longValue("answered"), row.doubleValue("busiest")))));
        return responders;
    }
}
