package dev.sluice.outreach.sequence;

import dev.sluice.platform.database.Row;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts enrolments by sequence, state, reason and step. */
@Component
class SequenceCountRows {
    private final JdbcClient jdbc;

    SequenceCountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Map<String, Long>> byState(int workspace) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        jdbc.sql("""
                        SELECT sequence, state, count(*) AS enrolments FROM enrolment WHERE workspace_id = ?
                        GROUP BY sequence, state""")
                .param(workspace)
                .query(Row.each(row -> counts.computeIfAbsent(row.text("sequence"), _ -> new HashMap<>())
                        .put(row.text("state"), row.longValue("enrolments"))));
        return counts;
    }

    Map<String, Long> endings(int workspace, String name) {
        Map<String, Long> endings = new HashMap<>();
        jdbc.sql("""
                        SELECT why, count(*) AS enrolments FROM enrolment
                        WHERE workspace_id = ? AND sequence = ? AND state = 'stopped' GROUP BY why""")
                .params(workspace, name)
                .query(Row.each(row -> endings.put(row.text("why"), row.longValue("enrolments"))));
        return endings;
    }

    Map<String, Long> waiting(int workspace, String name) {
        Map<String, Long> waiting = new HashMap<>();
        jdbc.sql("""
                        SELECT next_step, count(*) AS enrolments FROM enrolment WHERE workspace_id = ? AND sequence = ?
                          AND state IN ('active', 'paused') GROUP BY next_step""")
                .params(workspace, name)
                .query(Row.each(row -> waiting.put(row.text("next_step"), row.longValue("enrolments"))));
        return waiting;
    }
}
