package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSignals;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Records in the log that email was sent or bounced, in the transaction under way. */
@Component
public class DeliverySignals {
    private final Persons persons;
    private final Signals signals;
    private final Sources sources;

    DeliverySignals(Persons persons, Signals signals, Sources sources) {
        this.persons = persons;
        this.signals = signals;
        this.sources = sources;
    }

    void record(int workspace, List<DeliveryOutcome> outcomes) {
        signals.recordHere(workspace, signals(workspace, outcomes));
    }

    /** Records that a message was sent, as a person decided. */
    public void recordSent(int workspace, SentMessage message) {
        for (IdentityKeys keys :
                persons.keys(workspace, List.of(message.person())).values()) {
            signals.recordHere(workspace, List.of(sent(workspace, keys, message, message.at())));
        }
    }

    private List<NewSignal> signals(int workspace, List<DeliveryOutcome> outcomes) {
        List<DeliveryOutcome> recorded = outcomes.stream()
                .filter(outcome -> outcome.state() == MessageState.SENT || outcome.bounced())
                .filter(outcome -> outcome.message().kind() != OutboundMail.Kind.INTERNAL)
                .toList();
        Set<Long> people =
                recorded.stream().map(outcome -> outcome.message().person()).collect(Collectors.toSet());
        Map<Long, IdentityKeys> keys = people.isEmpty() ? Map.of() : persons.keys(workspace, people);
        List<NewSignal> found = new ArrayList<>();
        for (DeliveryOutcome outcome : recorded) {
            IdentityKeys recipient = keys.get(outcome.message().person());
            if (recipient != null) {
                found.add(
                        outcome.bounced()
                                ? bounced(workspace, recipient, outcome)
                                : sent(workspace, recipient, outcome.message(), outcome.at()));
            }
        }
        return found;
    }

    private NewSignal bounced(int workspace, IdentityKeys keys, DeliveryOutcome outcome) {
        SentMessage message = outcome.message();
        return new NewSignal(
                keys,
                outcome.at(),
                "bounced/" + message.id(),
                MailSignals.BOUNCED.name(),
                message.template(),
                false,
                source(workspace),
                Map.of(),
                Map.of("message", message.id(), "severity", outcome.hard() ? "hard" : "soft", "answer", outcome.why()),
                Trust.INTERNAL);
    }

    private NewSignal sent(int workspace, IdentityKeys keys, SentMessage message, Instant at) {
        boolean byUser = message.kind() == OutboundMail.Kind.ONE_TO_ONE;
        return new NewSignal(
                keys,
                at,
                "sent/" + message.id(),
                MailSignals.SENT.name(),
                message.template(),
                byUser,
                source(workspace),
                Map.of(),
                Map.of("message", message.id(), "key", message.key(), "title", message.subject()),
                Trust.INTERNAL);
    }

    private int source(int workspace) {
        return sources.known(workspace, Sources.Kind.MAILBOX, "Mail");
    }
}
