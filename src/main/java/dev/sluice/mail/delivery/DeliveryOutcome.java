package dev.sluice.mail.delivery;

import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What became of an attempt, as it is written down.
 *
 * @param state the message's new state; ready when it is to be tried again
 * @param at when it was settled, or is to be tried again
 * @param bounced whether the recipient is at fault, and {@code hard} whether for ever
 */
record DeliveryOutcome(
        SentMessage message, UUID claim, MessageState state, String why, Instant at, boolean bounced, boolean hard) {
    /** A server that goes on putting a message off is asked for so long (RFC 5321 says four to five days). */
    private static final Duration PATIENCE = Duration.ofDays(5);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    static DeliveryOutcome of(ClaimedMessage claimed, SmtpOutcome verdict, Instant now) {
        return switch (verdict) {
            case SmtpOutcome.Accepted accepted -> of(claimed, MessageState.SENT, accepted.answer(), now);
            case SmtpOutcome.KeptHere _ ->
                of(claimed, MessageState.KEPT, "No mail server is set: kept in the built-in mailbox", now);
            case SmtpOutcome.SmtpRejected refused ->
                new DeliveryOutcome(
                        claimed.message(),
                        claimed.claim(),
                        MessageState.FAILED,
                        HeaderText.line(refused.answer()),
                        now,
                        refused.bounced(),
                        refused.hard());
            case SmtpOutcome.SmtpUnknown unknown -> of(claimed, MessageState.UNKNOWN, unknown.what(), now);
            case SmtpOutcome.NotBegun _ -> throw new IllegalArgumentException("nothing became of it");
            case SmtpOutcome.Later later ->
                Duration.between(claimed.plannedAt(), now).compareTo(PATIENCE) > 0
                        ? of(claimed, MessageState.FAILED, "Put off for five days: " + later.answer(), now)
                        : of(claimed, MessageState.READY, later.answer(), now.plus(pause(claimed.attempts(), later)));
        };
    }

    private static DeliveryOutcome of(ClaimedMessage claimed, MessageState state, String why, Instant at) {
        return new DeliveryOutcome(claimed.message(), claimed.claim(), state, HeaderText.line(why), at, false, false);
    }

    /** Twice as long after each attempt, and never the same for all: half of it is chance. */
    private static Duration pause(int attempts, SmtpOutcome.Later later) {
        if (later.atOnce()) {
            return Duration.ZERO;
        }
        long base = later.crowded() ? 2_000L : 30_000L;
        long whole = Math.min(base << Math.min(attempts - 1, 12), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
