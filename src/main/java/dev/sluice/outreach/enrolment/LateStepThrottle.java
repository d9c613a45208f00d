package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.enrolment.EnrolmentRows.Progress;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Steps that are days late, as after days without Sluice, go in turn: so many at once, then 500 an hour. */
@Component
class LateStepThrottle {
    private static final Duration LATE = Duration.ofDays(1);
    private static final int AT_ONCE = 100;
    private static final Duration BETWEEN = Duration.ofHours(1).dividedBy(500);
    private static final String HELD = "It is days late: such steps go 500 an hour, and this one waits its turn";

    private final JdbcClient jdbc;

    LateStepThrottle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of what is due, in the caller's transaction, whatever has to wait for its turn, by the enrolment's number. */
    Map<Long, Progress> waiting(int workspace, List<Enrolment> due, Instant now) {
        List<Enrolment> late = due.stream()
                .filter(one -> one.dueAt().isBefore(now.minus(LATE)))
                .toList();
        Map<Long, Progress> waiting = new HashMap<>();
        Instant first = late.isEmpty() ? now : reserve(workspace, now, BETWEEN.multipliedBy(late.size()));
        for (int i = 0; i < late.size(); i++) {
            Enrolment one = late.get(i);
            Instant turn = first.plus(BETWEEN.multipliedBy(i + 1 - AT_ONCE));
            if (turn.isAfter(now)) {
                waiting.put(one.id(), new Progress(one.id(), "", "", one.version(), one.nextStep(), turn, HELD));
            }
        }
        return waiting;
    }

    /** Reserves so much time after what was reserved before; returns when it begins. */
    private Instant reserve(int workspace, Instant now, Duration span) {
        return jdbc.sql("""
                        INSERT INTO late_step_throttle (workspace_id, next_at) VALUES (?, ?::timestamptz + ?::interval)
                        ON CONFLICT (workspace_id) DO UPDATE
                        SET next_at = greatest(late_step_throttle.next_at, ?::timestamptz) + ?::interval
                        RETURNING next_at - ?::interval""")
                .params(workspace, Timestamp.from(now), span.toString(), Timestamp.from(now), span.toString())
                .param(span.toString())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }
}
