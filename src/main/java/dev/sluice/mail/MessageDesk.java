package dev.sluice.mail;

import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Tenancy;
import dev.sluice.signal.Keys;
import dev.sluice.signal.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What a person decides about a message of which nobody knows whether it arrived. */
@Component
class MessageDesk {
    /** What may be decided. */
    enum Decision {
        /** It arrived: it counts as sent. */
        ARRIVED(State.SENT, "Found to have arrived."),
        /** It did not: it goes once more, under the same Message-ID. */
        SEND_AGAIN(State.READY, ""),
        /** It is left as it is. */
        GIVE_UP(State.FAILED, "Given up after an unknown outcome.");

        private final State to;
        private final String why;

        Decision(State to, String why) {
            this.to = to;
            this.why = why;
        }

        static Decision of(String code) {
            for (Decision decision : values()) {
                if (decision.name().equals(code.toUpperCase(Locale.ROOT))) {
                    return decision;
                }
            }
            throw new BadInput("decision", "Decide arrived, send_again or give_up.");
        }
    }

    private final Messages messages;
    private final Claims claims;
    private final Delivery delivery;
    private final Persons persons;
    private final Signals signals;
    private final Wake wake;
    private final Tenancy tenancy;
    private final InstantSource clock;

    MessageDesk(
            Messages messages,
            Claims claims,
            Delivery delivery,
            Persons persons,
            Signals signals,
            Wake wake,
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
    Sent decide(int workspace, long id, String code, String by) {
        return tenancy.in(workspace, () -> {
            Sent message = messages.get(workspace, id);
            Decision decision = Decision.of(code);
            Instant now = clock.instant();
            String why = decision.why.isEmpty() ? "" : decision.why + " " + by + " decided it.";
            if (!claims.decide(workspace, id, decision.to, why, now)) {
                throw new BadInput("decision", "This message is not unknown any more; load the page again.");
            }
            if (decision.to == State.READY) {
                Tenancy.afterCommit(() -> wake.up(workspace));
            } else {
                delivery.publish(
                        workspace, List.of(new Settled.Of(id, message.person(), message.key(), decision.to, why, now)));
            }
            if (decision.to == State.SENT && message.kind() != Draft.Kind.INTERNAL) {
                for (Keys keys :
                        persons.keys(workspace, List.of(message.person())).values()) {
                    signals.recordHere(workspace, List.of(delivery.sent(workspace, keys, message, message.at())));
                }
            }
            return messages.get(workspace, id);
        });
    }
}
