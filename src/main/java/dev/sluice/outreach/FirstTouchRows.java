package dev.sluice.outreach;

import dev.sluice.outreach.FirstTouches.DueFirstTouch;
import dev.sluice.outreach.FirstTouches.FirstTouchDone;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forms that wait for their automatic answer, and what became of it. */
@Component
class FirstTouchRows {
    private final JdbcClient jdbc;

    FirstTouchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns those that were not noted already. */
    Set<UUID> insert(int workspace, List<DueFirstTouch> due) {
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO first_touch (workspace_id, signal_id, person_id, form, at, state)
                        SELECT ?, u.signal::uuid, u.person, u.form, u.at, 'due'
                        FROM unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[]) AS u(signal, person, form, at)
                        ON CONFLICT DO NOTHING RETURNING signal_id""")
                .param(workspace)
                .param(SqlArray.text(
                        due.stream().map(one -> one.signal().toString()).toList()))
                .param(SqlArray.bigint(due.stream().map(DueFirstTouch::person).toList()))
                .param(SqlArray.text(due.stream().map(DueFirstTouch::form).toList()))
                .param(SqlArray.timestamptz(due.stream().map(DueFirstTouch::at).toList()))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
    }

    List<DueFirstTouch> take(int workspace, int most) {
        return jdbc.sql("""
                        SELECT signal_id, person_id, form, at FROM first_touch WHERE workspace_id = ? AND state = 'due'
                        ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, most)
                .query((row, number) -> new DueFirstTouch(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    void done(int workspace, List<FirstTouchDone> done) {
        jdbc.sql("""
                        UPDATE first_touch f SET state = u.state, template = u.template, why = u.why
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS u(signal, state, template, why)
                        WHERE f.workspace_id = ? AND f.signal_id = u.signal::uuid""")
                .param(SqlArray.text(
                        done.stream().map(one -> one.signal().toString()).toList()))
                .param(SqlArray.text(done.stream().map(FirstTouchDone::state).toList()))
                .param(SqlArray.text(done.stream().map(FirstTouchDone::template).toList()))
                .param(SqlArray.text(done.stream().map(FirstTouchDone::why).toList()))
                .param(workspace)
                .update();
    }

    /** The server has answered, or it will not be sent. */
    void settled(int workspace, List<FirstTouchDone> done, Instant at) {
        if (done.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE first_touch f SET state = u.state, why = u.why,
                            sent_at = CASE WHEN u.state = 'sent' THEN ?::timestamptz END
                        FROM unnest(?::text[], ?::text[], ?::text[]) AS u(signal, state, why)
                        WHERE f.workspace_id = ? AND f.signal_id = u.signal::uuid""")
                .param(Timestamp.from(at))
                .param(SqlArray.text(
                        done.stream().map(one -> one.signal().toString()).toList()))
                .param(SqlArray.text(done.stream().map(FirstTouchDone::state).toList()))
                .param(SqlArray.text(done.stream().map(FirstTouchDone::why).toList()))
                .param(workspace)
                .update();
    }
}
