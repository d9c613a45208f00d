package dev.sluice.outreach.enrolment;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The steps of enrolments that are done, and which one is due next. */
@Component
class EnrolmentStepRows {
    private final JdbcClient jdbc;

    EnrolmentStepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(int workspace, List<StepProgress> progress, Instant now) {
        if (progress.isEmpty()) {
            return;
        }
        Columns.of(progress)
                .bigint("id", StepProgress::enrolment)
                .integer("version", StepProgress::version)
                .timestamptz("due", StepProgress::dueAt)
                .text("held", StepProgress::held)
                .text("next", StepProgress::next)
                .statement(jdbc, """
                        UPDATE enrolment e SET version = u.version, due_at = u.due, held = u.held,
                            next_step = CASE WHEN u.next = '' THEN e.next_step ELSE u.next END,
                            state = CASE WHEN u.next = '' THEN 'done' ELSE e.state END,
                            ended_at = CASE WHEN u.next = '' THEN :now::timestamptz END
                        FROM unnest(:u)
                        WHERE e.workspace_id = :workspace AND e.id = u.id""")
                .param("now", Timestamp.from(now))
                .param("workspace", workspace)
                .update();
        List<StepProgress> done =
                progress.stream().filter(change -> !change.done().isEmpty()).toList();
        Columns.of(done)
                .bigint("id", StepProgress::enrolment)
                .text("step", StepProgress::done)
                .text("what", StepProgress::result)
                .statement(jdbc, """
                        INSERT INTO enrolment_step (workspace_id, enrolment_id, step, at, what)
                        SELECT :workspace, u.id, u.step, :now, u.what FROM unnest(:u)
                        ON CONFLICT DO NOTHING""")
                .param("workspace", workspace)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The keys of the emails planned by these enrolments. */
    List<String> planned(int workspace, Collection<Long> enrolments) {
        return jdbc.sql("""
                        SELECT what FROM enrolment_step WHERE workspace_id = ? AND enrolment_id = ANY (?)
                          AND what LIKE 'sequence/%'""")
                .params(workspace, SqlArray.bigint(enrolments))
                .query(Row.map(row -> row.text("what")))
                .list();
    }
}
