package dev.sluice.outreach;

import dev.sluice.handoff.Handoffs;
import dev.sluice.inbox.ReplyReceived;
import dev.sluice.mail.Messages;
import dev.sluice.platform.database.Tenancy;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An answer lands on the list of whoever has the lead the moment it is read. */
@Component
class ReplyTasks {
    private static final int LONGEST = 120;

    /** Whoever answers is at their desk now. */
    private static final Duration SOON = Duration.ofMinutes(30);

    private final Handoffs desk;
    private final Messages messages;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ReplyTasks(Handoffs desk, Messages messages, Tenancy tenancy, InstantSource clock) {
        this.desk = desk;
        this.messages = messages;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener
    void on(ReplyReceived answered) {
        tenancy.in(answered.workspace(), () -> {
            String subject = answered.message() == null
                    ? ""
                    : messages.get(answered.workspace(), answered.message()).subject();
            String what = subject.isEmpty() ? "They wrote: answer their mail" : "They answered: " + subject;
            desk.task(
                    answered.workspace(),
                    answered.person(),
                    "respond",
                    what.length() > LONGEST ? what.substring(0, LONGEST) : what,
                    clock.instant().plus(SOON));
        });
    }
}
