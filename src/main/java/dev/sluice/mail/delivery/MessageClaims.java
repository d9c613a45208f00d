package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSetup;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.SentMessage;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.sending.SendingPause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who holds which message: claims with a lease, on the database's clock, and what their holders may write. */
@Component
public class MessageClaims {
    private final MessageClaimRows rows;
    private final DeliveryJournalRows journal;
    private final Tenancy tenancy;
    private final SendRateLimiter limiter;
    private final SendingPause pause;
    private final InstantSource clock;

    MessageClaims(
            MessageClaimRows rows,
            DeliveryJournalRows journal,
            Tenancy tenancy,
            SendRateLimiter limiter,
            SendingPause pause,
            InstantSource clock) {
        this.rows = rows;
        this.journal = journal;
        this.tenancy = tenancy;
        this.limiter = limiter;
        this.pause = pause;
        this.clock = clock;
    }

    /** Claims due messages, as many as the limits allow, none while sending is paused; no other worker sees them meanwhile. */
    List<ClaimedMessage> claim(int workspace, MailSetup.SendLimits limits, int limit) {
        if (pause.isPaused()) {
            return List.of();
        }
        Instant now = clock.instant();
        return tenancy.in(workspace, () -> {
            if (limits.none()) {
                return rows.claim(workspace, now, limit, Set.of());
            }
            SendRateLimiter.Left left = limiter.left(workspace, limits, now);
            List<ClaimedMessage> claimed = left.all() == 0
                    ? List.of()
                    : rows.claim(workspace, now, Math.min(limit, left.least()), left.exhausted());
            limiter.add(workspace, limits, claimed);
            return claimed;
        });
    }

    /** Locks those that are still held under these claims; returns them in the order of their numbers. */
    List<SentMessage> stillHeld(int workspace, List<ClaimedMessage> held) {
        return rows.stillHeld(workspace, held);
    }

    /** From here on nothing but the server's answer, or a person, decides. */
    void begin(int workspace, Collection<Long> locked) {
        rows.begin(workspace, locked);
    }

    /** Writes outcomes into the messages; they are no longer needed in the journal. */
    List<MessagesSettled.SettledMessage> settle(int workspace, List<DeliveryOutcome> outcomes) {
        journal.remove(workspace, outcomes);
        return rows.settle(workspace, outcomes);
    }

    boolean anythingDue(int workspace) {
        return !pause.isPaused() && tenancy.read(workspace, () -> rows.anythingDue(workspace, clock.instant()));
    }

    /** Releases what was claimed and not begun. */
    void release(int workspace, List<ClaimedMessage> held) {
        tenancy.in(workspace, () -> rows.release(workspace, held));
    }

    /** Extends the leases of claims whose holders are alive. */
    void renew(int workspace, Set<UUID> claims) {
        tenancy.urgently(workspace, () -> rows.renew(workspace, claims));
    }

    /** Takes over what shows no sign of life: what had begun is for a person to decide. */
    List<MessagesSettled.SettledMessage> takeOver(int workspace, Instant now) {
        rows.freeExpired(workspace);
        return rows.parkInterrupted(workspace, now);
    }

    /** A person decides what became of an unknown one; false when it is none any more. */
    public boolean decide(int workspace, long id, MessageState state, String why, Instant now) {
        return rows.decide(workspace, id, state, why, now);
    }
}
