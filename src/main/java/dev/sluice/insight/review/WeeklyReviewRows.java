package dev.sluice.insight.review;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the weekly review, which counts decisions. */
@Component
public class WeeklyReviewRows {
    /** People who have been in a stage for longer than its limit. */
    public record OverdueLead(String stage, long people, Instant longest) {}

    private final JdbcClient jdbc;

    WeeklyReviewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many people had each decision inside [from, to): "entered mql", "lost", "disqualified". */
    Map<String, Long> decided(int workspace, int funnel, Instant from, Instant to) {
        Map<String, Long> decided = new HashMap<>();
        jdbc.sql("""
                        SELECT CASE kind WHEN 'entered' THEN 'entered ' || stage ELSE kind END AS decision,
                               count(DISTINCT person_id) AS people
                        FROM report_decision
                        WHERE workspace_id = ? AND funnel_id = ? AND at >= ? AND at < ?
                          AND kind IN ('entered', 'lost', 'disqualified') GROUP BY 1""")
                .params(workspace, funnel, Timestamp.from(from), Timestamp.from(to))
                .query(Row.each(row -> decided.put(row.text("decision"), row.longValue("people"))));
        return decided;
    }

    /** Where people have been for longer than the stage allows. */
    Optional<OverdueLead> overdue(int workspace, int run, int stage, String name, Instant since) {
        return jdbc.sql("""
                        SELECT count(*) AS people, min(entered_at) AS longest FROM report_standing
                        WHERE workspace_id = ? AND run = ? AND stage = ? AND outcome = 0 AND entered_at < ?
                        HAVING count(*) > 0""")
                .params(workspace, run, stage, Timestamp.from(since))
                .query(Row.map(row -> new OverdueLead(name, row.longValue("people"), row.instant("longest"))))
                .optional();
    }
}
