package dev.sluice.insight.review;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the weekly review counts: decisions, not people. */
@Component
public class WeeklyReviewRows {
    /** People who have stood in a stage for longer than its limit. */
    public record OverdueLead(String stage, long people, Instant longest) {}

    private final JdbcClient jdbc;

    WeeklyReviewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many people each thing was decided of inside [from, to): "entered mql", "lost", "disqualified". */
    Map<String, Long> decided(int workspace, int funnel, Instant from, Instant to) {
        Map<String, Long> decided = new HashMap<>();
        jdbc.sql("""
                        SELECT CASE kind WHEN 'entered' THEN 'entered ' || stage ELSE kind END, count(DISTINCT person_id)
                        FROM report_decision
                        WHERE workspace_id = ? AND funnel_id = ? AND at >= ? AND at < ?
                          AND kind IN ('entered', 'lost', 'disqualified') GROUP BY 1""")
                .params(workspace, funnel, Timestamp.from(from), Timestamp.from(to))
                .query(row -> {
                    decided.put(row.getString(1), row.getLong(2));
                });
        return decided;
    }

    /** Where people have been for longer than the stage allows. */
    @Nullable
    OverdueLead overdue(int workspace, int run, int stage, String name, Instant since) {
        List<OverdueLead> found = jdbc.sql("""
                        SELECT count(*), min(entered_at) FROM report_standing
                        WHERE workspace_id = ? AND run = ? AND stage = ? AND outcome = 0 AND entered_at < ?
                        HAVING count(*) > 0""")
                .params(workspace, run, stage, Timestamp.from(since))
                .query((row, number) -> new OverdueLead(
                        name, row.getLong(1), row.getTimestamp(2).toInstant()))
                .list();
        return found.isEmpty() ? null : found.getFirst();
    }
}
