package dev.sluice.mail.messages;

import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SendWakeup;
import dev.sluice.mail.SentMessage;
import dev.sluice.mail.delivery.DeliverySettlement;
import dev.sluice.mail.delivery.DeliverySignals;
import dev.sluice.mail.delivery.MessageClaims;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Lets a person decide about a message that may or may not have arrived. */
@Component
class UnconfirmedDeliveries {
    /** What may be decided. */
    enum DeliveryDecision {
        /** It arrived: it counts as sent. */
        ARRIVED(MessageState.SENT, "Found to have arrived."),
        /** It did not: it goes once more, under the same Message-ID. */
        SEND_AGAIN(MessageState.READY, ""),
        /** It is left as it is. */
        GIVE_UP(MessageState.FAILED, "Given up after an unknown outcome.");

        private final MessageState to;
        private final String why;

        DeliveryDecision(MessageState to, String why) {
            this.to = to;
            this.why = why;
        }

        static DeliveryDecision of(String code) {
            for (DeliveryDecision decision : values()) {
                if (decision.name().equals(code.toUpperCase(Locale.ROOT))) {
                    return decision;
                }
            }
            throw new BadInput("decision", "Decide arrived, send_again or give_up.");
        }
    }

    private final Messages messages;
    private final MessageClaims claims;
    private final DeliverySettlement settlement;
    private final DeliverySignals signals;
    private final SendWakeup wake;
    private final Tenancy tenancy;
    private final InstantSource clock;

    UnconfirmedDeliveries(
            Messages messages,
            MessageClaims claims,
            DeliverySettlement settlement,
            DeliverySignals signals,
            SendWakeup wake,
            Tenancy tenancy,
            InstantSource clock) {
        this.messages = messages;
        this.claims = claims;
        this.settlement = settlement;
        this.signals = signals;
        this.wake = wake;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Settles an unknown message; of two people who decide at once, the first counts and the second gets an error. */
    SentMessage decide(int workspace, long id, String code, String by) {
        return tenancy.in(workspace, () -> {
            SentMessage message = messages.get(workspace, id);
            DeliveryDecision decision = DeliveryDecision.of(code);
            Instant now = clock.instant();
            String why = decision.why.isEmpty() ? "" : decision.why + " " + by + " decided it.";
            if (!claims.decide(workspace, id, decision.to, why, now)) {
                throw new BadInput("decision", "This message is not unknown any more; load the page again.");
            }
            if (decision.to == MessageState.READY) {
                Tenancy.afterCommit(() -> wake.up(workspace));
            } else {
                settlement.publish(
                        workspace,
                        List.of(new MessagesSettled.SettledMessage(
                                id, message.person(), message.key(), decision.to, why, now)));
            }
            if (decision.to == MessageState.SENT && message.kind() != OutboundMail.Kind.INTERNAL) {
                signals.recordSent(workspace, message);
            }
            return messages.get(workspace, id);
        });
    }
}
