package dev.sluice.outreach.firsttouch;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forms that wait for their automatic reply, and what became of it. */
@Component
class FirstTouchRows {
    private final JdbcClient jdbc;

    FirstTouchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A form that waits for its reply. */
    record DueFirstTouch(UUID signal, long person, String form, Instant at) {
        FirstTouchResult leftOut(String template, String reason) {
            return new FirstTouchResult(signal, "left_out", template, reason);
        }

        FirstTouchResult held(String template, String reason) {
            return new FirstTouchResult(signal, "held", template, reason);
        }
    }

    /** The state of a reply, with the reason when it is held or left out. */
    record FirstTouchResult(UUID signal, String state, String template, String reason) {}

    /** Returns the signals that were not queued already. */
    Set<UUID> insert(int workspace, List<DueFirstTouch> due) {
        return Columns.of(due)
                .uuid("signal", DueFirstTouch::signal)
                .bigint("person", DueFirstTouch::person)
                .text("form", DueFirstTouch::form)
                .timestamptz("at", DueFirstTouch::at)
                .statement(jdbc, """
                        INSERT INTO first_touch (workspace_id, signal_id, person_id, form, at, state)
                        SELECT :workspace, u.signal, u.person, u.form, u.at, 'due' FROM unnest(:u)
                        ON CONFLICT DO NOTHING RETURNING signal_id""")
                .param("workspace", workspace)
                .query(Row.map(row -> row.uuid("signal_id")))
                .set();
    }

    List<DueFirstTouch> claim(int workspace, int limit) {
        return jdbc.sql("""
                        SELECT signal_id AS signal, person_id AS person, form, at FROM first_touch
                        WHERE workspace_id = ? AND state = 'due'
                        ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, limit)
                .query(Row.mapper(DueFirstTouch.class))
                .list();
    }

    void write(int workspace, List<FirstTouchResult> results) {
        Columns.of(results)
                .uuid("signal", FirstTouchResult::signal)
                .text("state", FirstTouchResult::state)
                .text("template", FirstTouchResult::template)
                .text("why", FirstTouchResult::reason)
                .statement(jdbc, """
                        UPDATE first_touch f SET state = u.state, template = u.template, why = u.why
                        FROM unnest(:u)
                        WHERE f.workspace_id = :workspace AND f.signal_id = u.signal""")
                .param("workspace", workspace)
                .update();
    }

    /** The mail server has accepted or refused it, or it will not be sent. */
    void settle(int workspace, List<FirstTouchResult> results, Instant at) {
        if (results.isEmpty()) {
            return;
        }
        Columns.of(results)
                .uuid("signal", FirstTouchResult::signal)
                .text("state", FirstTouchResult::state)
                .text("why", FirstTouchResult::reason)
                .statement(jdbc, """
                        UPDATE first_touch f SET state = u.state, why = u.why,
                            sent_at = CASE WHEN u.state = 'sent' THEN :at::timestamptz END
                        FROM unnest(:u)
                        WHERE f.workspace_id = :workspace AND f.signal_id = u.signal""")
                .param("at", Timestamp.from(at))
                .param("workspace", workspace)
                .update();
    }
}
