package dev.sluice.outreach;

import dev.sluice.handoff.Handoffs;
import dev.sluice.inbox.ReplyReceived;
import dev.sluice.mail.Messages;
import dev.sluice.platform.database.Tenancy;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the lead owner a task the moment a reply is received. */
@Component
class ReplyTasks {
    private static final int MAX_LENGTH = 120;

    /** Whoever answers is at their handoffs now. */
    private static final Duration SOON = Duration.ofMinutes(30);

    private final Handoffs handoffs;
    private final Messages messages;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ReplyTasks(Handoffs handoffs, Messages messages, Tenancy tenancy, InstantSource clock) {
        this.handoffs = handoffs;
        this.messages = messages;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener
    void on(ReplyReceived event) {
        tenancy.in(event.workspace(), () -> {
            String subject = event.message() == null
                    ? ""
                    : messages.get(event.workspace(), event.message()).subject();
            String title = subject.isEmpty() ? "They wrote: answer their mail" : "They answered: " + subject;
            handoffs.task(
                    event.workspace(),
                    event.person(),
                    "respond",
                    title.length() > MAX_LENGTH ? title.substring(0, MAX_LENGTH) : title,
                    clock.instant().plus(SOON));
        });
    }
}
