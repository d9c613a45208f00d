package dev.sluice.handoff.report;

import dev.sluice.platform.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The period [from, to) of a hand-off report; its days and hours are those of the zone. */
record HandoffPeriod(ZoneId zone, Instant from, Instant to) {
    int days() {
        return (int) Duration.between(from, to).toDays();
    }

    TimeFormat times() {
        return new TimeFormat(to, zone);
    }
}
