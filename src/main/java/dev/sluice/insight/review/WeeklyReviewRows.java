package dev.sluice.insight.review;

import dev.sluice.platform.database.Row;
import dev.sluice.standing.DefinitionRun;
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

    /** People who had a decision, and those of them who came by an import. */
    record DecidedPeople(long people, long imported) {
        long live() {
            return people - imported;
        }
    }

    /** How many people had each decision inside [from, to): "entered mql", "lost", "disqualified". */
    Map<String, DecidedPeople> decided(int workspace, DefinitionRun run, Instant from, Instant to) {
        Map<String, DecidedPeople> decided = new HashMap<>();
        jdbc.sql("""
                        SELECT CASE d.kind WHEN 'entered' THEN 'entered ' || d.stage ELSE d.kind END AS decision,
                               count(DISTINCT d.person_id) AS people,
                               count(DISTINCT d.person_id) FILTER (WHERE f.kind = 'import') AS imported
                        FROM report_decision d
                        LEFT JOIN report_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = d.person_id
                        LEFT JOIN report_source f ON f.workspace_id = :w AND f.id = s.source_id
                        WHERE d.workspace_id = :w AND d.funnel_id = :funnel AND d.at >= :from AND d.at < :to
                          AND d.kind IN ('entered', 'lost', 'disqualified') GROUP BY 1""")
                .param("w", workspace)
                .param("run", run.id())
                .param("funnel", run.funnel())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(Row.each(row -> decided.put(row.text("decision"), row.as(DecidedPeople.class))));
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
