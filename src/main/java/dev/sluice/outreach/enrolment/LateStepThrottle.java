package dev.sluice.outreach.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Spreads steps that are days late, as after days without Sluice: so many at once, then 500 an hour. */
@Component
class LateStepThrottle {
    private static final Duration LATE = Duration.ofDays(1);
    private static final int AT_ONCE = 100;
    private static final Duration BETWEEN = Duration.ofHours(1).dividedBy(500);
    private static final String HELD = "It is days late: such steps go 500 an hour, and this one waits its turn";

    private final LateStepThrottleRows rows;

    LateStepThrottle(LateStepThrottleRows rows) {
        this.rows = rows;
    }

    /** The steps that have to wait for their turn, by enrolment, in the caller's transaction. */
    Map<Long, StepProgress> waiting(int workspace, List<Enrolment> due, Instant now) {
        List<Enrolment> late = due.stream()
                .filter(enrolment -> enrolment.dueAt().isBefore(now.minus(LATE)))
                .toList();
        Map<Long, StepProgress> waiting = new HashMap<>();
        Instant first = late.isEmpty() ? now : rows.reserve(workspace, now, BETWEEN.multipliedBy(late.size()));
        for (int i = 0; i < late.size(); i++) {
            Enrolment enrolment = late.get(i);
            Instant turn = first.plus(BETWEEN.multipliedBy(i + 1 - AT_ONCE));
            if (turn.isAfter(now)) {
                waiting.put(enrolment.id(), StepProgress.postponed(enrolment, turn, HELD));
            }
        }
        return waiting;
    }
}
