package dev.sluice.inbox;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.inbox.OptOutQuestion.OptOutState;
import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Persons;
import dev.sluice.platform.Conflict;
import dev.sluice.platform.database.Tenancy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Decides for a person whose words were unclear whether they get no more marketing email, or go on as before. */
@Component
class OptOutDecisions {
    private final ReceivedMailRows rows;
    private final InboundSignals signals;
    private final Suppressions suppressions;
    private final Messages messages;
    private final Persons persons;
    private final Tenancy tenancy;
    private final ApplicationEventPublisher events;

    OptOutDecisions(
            ReceivedMailRows rows,
            InboundSignals signals,
            Suppressions suppressions,
            Messages messages,
            Persons persons,
            Tenancy tenancy,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.signals = signals;
        this.suppressions = suppressions;
        this.messages = messages;
        this.persons = persons;
        this.tenancy = tenancy;
        this.events = events;
    }

    /** @param stop whether they want no more; otherwise the email counts as the reply that it was */
    void decide(int workspace, long id, boolean stop) {
        tenancy.in(workspace, () -> {
            ReceivedMail mail = rows.lock(workspace, id);
            if (mail.optOut() != OptOutState.UNCLEAR || mail.person() == null) {
                throw new Conflict("This is decided already, or nothing is to be decided here.");
            }
            ReceivedMail decided = decided(mail, stop);
            rows.decide(workspace, decided);
            apply(workspace, decided, Objects.requireNonNull(mail.person()), stop);
        });
    }

    private void apply(int workspace, ReceivedMail mail, long person, boolean stop) {
        @Nullable SentMessage sent = mail.message() == null ? null : messages.get(workspace, mail.message());
        Set<String> addresses = new HashSet<>(InboundEffects.addresses(mail, sent));
        Optional.ofNullable(persons.get(workspace, person).email()).ifPresent(addresses::add);
        if (stop) {
            suppressions.suppress(
                    workspace, addresses, SuppressionReason.UNSUBSCRIBED, "Asked for it by mail: " + mail.subject());
        }
        suppressions.lift(workspace, addresses, SuppressionReason.UNDECIDED);
        signals.record(workspace, mail.id(), mail, new MailMatch(mail.state(), mail.why(), sent, person, null));
        if (!stop) {
            events.publishEvent(new ReplyReceived(workspace, person, sent == null ? null : sent.id()));
        }
    }

    /** The same once someone decided whether its writer wants no more mail. */
    private static ReceivedMail decided(ReceivedMail mail, boolean stop) {
        Map<String, Object> decided = new HashMap<>(mail.details());
        decided.put(ReceivedMail.OPT_OUT, (stop ? OptOutState.CONFIRMED : OptOutState.DENIED).code());
        return new ReceivedMail(
                mail.id(),
                mail.door(),
                mail.at(),
                mail.from(),
                mail.fromName(),
                mail.subject(),
                mail.text(),
                mail.quoted(),
                stop ? ReceivedKind.UNSUBSCRIBE : mail.kind(),
                mail.rule(),
                decided,
                mail.state(),
                mail.why(),
                mail.person(),
                mail.message());
    }
}
