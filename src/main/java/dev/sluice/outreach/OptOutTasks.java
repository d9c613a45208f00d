package dev.sluice.outreach;

import dev.sluice.handoff.Handoffs;
import dev.sluice.inbox.OptOutQuestion;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.database.Tenancy;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks the lead owner to decide about someone who may want no more email. */
@Component
class OptOutTasks {
    private static final int MAX_LENGTH = 120;

    /** Nothing goes out to them until then. */
    private static final Duration SOON = Duration.ofHours(4);

    private final Handoffs handoffs;
    private final Tenancy tenancy;
    private final InstantSource clock;

    OptOutTasks(Handoffs handoffs, Tenancy tenancy, InstantSource clock) {
        this.handoffs = handoffs;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener
    void on(OptOutQuestion event) {
        String title = "Decide in the inbox whether they want no more email: " + event.subject();
        tenancy.in(
                event.workspace(),
                () -> handoffs.task(
                        event.workspace(),
                        event.person(),
                        "respond",
                        StorableText.clip(title, MAX_LENGTH),
                        clock.instant().plus(SOON)));
    }
}
