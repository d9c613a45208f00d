package dev.sluice.outreach.outcome;

import dev.sluice.outreach.outcome.OutcomeFigureRows.SequenceReputation;
import dev.sluice.outreach.sequence.Sequences;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * Pauses sequences before mail services block them: complaints above 0.1 % or hard bounces above 5 % of the last 30
 * days' emails, once there are enough of them.
 */
@Component
class ReputationGuard {
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final int ENOUGH_SENT = 200;
    private static final int ENOUGH_BOUNCES = 5;
    private static final double MAX_COMPLAINTS = 0.001;
    private static final double MAX_BOUNCES = 0.05;

    private final OutcomeFigureRows rows;
    private final Sequences sequences;
    private final InstantSource clock;

    ReputationGuard(OutcomeFigureRows rows, Sequences sequences, InstantSource clock) {
        this.rows = rows;
        this.sequences = sequences;
        this.clock = clock;
    }

    /** Checks the sequences of these messages, in the caller's transaction. */
    void check(int workspace, Collection<Long> messages) {
        rows.reputations(workspace, messages, clock.instant().minus(PERIOD))
                .forEach(reputation -> check(workspace, reputation));
    }

    private void check(int workspace, SequenceReputation reputation) {
        double sent = reputation.sent();
        long complaints = reputation.complaints();
        long bounces = reputation.bounces();
        if (complaints > 0 && complaints / Math.max(sent, ENOUGH_SENT) >= MAX_COMPLAINTS) {
            pause(workspace, reputation, complaints + " complaints about " + reputation.sent() + " mails");
        } else if (bounces >= ENOUGH_BOUNCES && bounces / sent >= MAX_BOUNCES) {
            pause(workspace, reputation, bounces + " of " + reputation.sent() + " mails bounced");
        }
    }

    private void pause(int workspace, SequenceReputation reputation, String reason) {
        sequences.pause(workspace, reputation.sequence(), "Paused by Sluice: " + reason);
    }
}
