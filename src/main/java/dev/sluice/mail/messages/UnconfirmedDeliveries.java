package dev.sluice.mail.messages;

import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SendWakeup;
import dev.sluice.mail.SentMessage;
import dev.sluice.mail.delivery.Delivery;
import dev.sluice.mail.delivery.MessageClaims;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What a person decides about a message of which nobody knows whether it arrived. */
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
    private final Delivery delivery;
    private final Persons persons;
    private final Signals signals;
    private final SendWakeup wake;
    private final Tenancy tenancy;
    private final InstantSource clock;

    UnconfirmedDeliveries(
            Messages messages,
            MessageClaims claims,
            Delivery delivery,
            Persons persons,
            Signals signals,
            SendWakeup wake,
            Tenancy tenancy,
            InstantSource clock) {
        this.messages = messages;
        this.claims = claims;
        this.delivery = delivery;
        this.persons = persons;
        this.signals = signals;
        this.wake = wake;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Settles an unknown message; of two who decide at once, the first counts and the second is told. */
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
                delivery.publish(
                        workspace,
                        List.of(new MessagesSettled.SettledMessage(
                                id, message.person(), message.key(), decision.to, why, now)));
            }
            if (decision.to == MessageState.SENT && message.kind() != OutboundMail.Kind.INTERNAL) {
                for (IdentityKeys keys :
                        persons.keys(workspace, List.of(message.person())).values()) {
                    signals.recordHere(workspace, List.of(delivery.sent(workspace, keys, message, message.at())));
                }
            }
            return messages.get(workspace, id);
        });
    }
}
