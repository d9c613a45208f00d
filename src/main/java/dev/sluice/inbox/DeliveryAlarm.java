package dev.sluice.inbox;

import dev.sluice.mail.refusal.BounceCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Notices when servers refuse us rather than one address: bounces for the same cause of ours by several people within a
 * day. None of these people is suppressed, so that someone has to mend the cause before more email goes out.
 */
@Component
class DeliveryAlarm {
    /** How many people a cause met, and what the newest server said. */
    record CauseCount(BounceCause cause, long people, String newest) {}

    /** As many people as hardly bounce for the same cause by chance. */
    static final int CLUSTER = 5;

    private static final Duration PERIOD = Duration.ofDays(1);
    private static final List<String> OURS = Arrays.stream(BounceCause.values())
            .filter(BounceCause::isOurs)
            .map(BounceCause::code)
            .toList();

    private final DeliveryAlarmRows rows;
    private final InstantSource clock;

    DeliveryAlarm(DeliveryAlarmRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** The causes that met a cluster of people since yesterday; mostly none. */
    List<CauseCount> causes(int workspace) {
        return rows.byCause(workspace, OURS, clock.instant().minus(PERIOD)).stream()
                .filter(count -> count.people() >= CLUSTER)
                .toList();
    }
}
