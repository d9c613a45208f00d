package dev.sluice.outreach.enrolment;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The time that late steps have reserved in each workspace. */
@Component
class LateStepThrottleRows {
    private final JdbcClient jdbc;

    LateStepThrottleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reserves so much time after what was reserved before; returns when it begins. */
    Instant reserve(int workspace, Instant now, Duration span) {
        return jdbc.sql("""
                        INSERT INTO late_step_throttle (workspace_id, next_at)
                        VALUES (:workspace, :now::timestamptz + :span::interval)
                        ON CONFLICT (workspace_id) DO UPDATE
                        SET next_at = greatest(late_step_throttle.next_at, :now::timestamptz) + :span::interval
                        RETURNING next_at - :span::interval""")
                .param("workspace", workspace)
                .param("now", Timestamp.from(now))
                .param("span", span.toString())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }
}
