package dev.sluice.outreach.firsttouch;

import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forms that wait for their automatic reply, and what became of it. */
@Component
class FirstTouchRows {
    /** A form that is sent again within this time is the same wish. */
    private static final Duration AGAIN = Duration.ofHours(1);

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

    /**
     * Returns the signals that now wait for a reply. A form that was sent again soon after is answered by the first
     * reply; the caller folds these people, so no one else adds to them meanwhile.
     */
    Set<UUID> insert(int workspace, List<DueFirstTouch> due) {
        return Columns.of(due)
                .uuid("signal", DueFirstTouch::signal)
                .bigint("person", DueFirstTouch::person)
                .text("form", DueFirstTouch::form)
                .timestamptz("at", DueFirstTouch::at)
                .statement(jdbc, """
                        WITH asked AS (
                            SELECT u.*, row_number() OVER (PARTITION BY u.person, u.form ORDER BY u.at, u.signal) > 1
                                OR EXISTS (SELECT FROM first_touch f
                                           WHERE f.workspace_id = :workspace AND f.person_id = u.person AND f.form = u.form
                                             AND f.signal_id <> u.signal AND f.state <> 'left_out'
                                             AND f.at BETWEEN u.at - :again::interval AND u.at + :again::interval) AS again
                            FROM unnest(:u))
                        INSERT INTO first_touch (workspace_id, signal_id, person_id, form, at, state, why)
                        SELECT :workspace, a.signal, a.person, a.form, a.at, CASE WHEN a.again THEN 'left_out' ELSE 'due' END,
                               CASE WHEN a.again THEN 'The form was sent again, and one reply answers both' ELSE '' END
                        FROM asked a ON CONFLICT DO NOTHING RETURNING signal_id, state""")
                .param("workspace", workspace)
                .param("again", AGAIN.toString())
                .query(Row.map(row -> row.text("state").equals("due") ? row.uuid("signal_id") : null))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
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
