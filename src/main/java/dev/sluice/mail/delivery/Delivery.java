package dev.sluice.mail.delivery;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.mail.MailSignals;
import dev.sluice.mail.MessageRows;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Persons;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The two steps around every message on the wire: may it begin, and what became of it. Both for many at once. */
@Component
public class Delivery {
    private final MessageClaims claims;
    private final DeliveryJournalRows verdicts;
    private final MessageRows rows;
    private final Outbox outbox;
    private final Suppressions suppressions;
    private final Persons persons;
    private final Signals signals;
    private final Sources sources;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Delivery(
            MessageClaims claims,
            DeliveryJournalRows verdicts,
            MessageRows rows,
            Outbox outbox,
            Suppressions suppressions,
            Persons persons,
            Signals signals,
            Sources sources,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.claims = claims;
        this.verdicts = verdicts;
        this.rows = rows;
        this.outbox = outbox;
        this.suppressions = suppressions;
        this.persons = persons;
        this.signals = signals;
        this.sources = sources;
        this.tenancy = tenancy;
        this.clock = clock;
        this.events = events;
    }

    /** The steps of a workspace, each a transaction. Rows are locked before permission is asked. */
    DeliveryJournal.Commit steps(int workspace) {
        return new DeliveryJournal.Commit() {
            @Override
            public List<Boolean> step(List<DeliveryOutcome> known, List<ClaimedMessage> begins) {
                return tenancy.in(workspace, () -> {
                    if (!known.isEmpty()) {
                        verdicts.note(workspace, known);
                    }
                    return begins.isEmpty() ? List.of() : begin(workspace, begins);
                });
            }

            @Override
            public void settle(List<DeliveryOutcome> known) {
                tenancy.in(workspace, () -> Delivery.this.settle(workspace, known));
            }

            @Override
            public void giveUp(DeliveryOutcome known) {
                tenancy.in(workspace, () -> verdicts.forget(workspace, List.of(known)));
            }
        };
    }

    DeliveryOutcome known(ClaimedMessage message, SmtpOutcome verdict) {
        return DeliveryOutcome.of(message, verdict, clock.instant());
    }

    private List<Boolean> begin(int workspace, List<ClaimedMessage> begins) {
        List<SentMessage> held = claims.stillHeld(workspace, begins);
        Map<Long, String> refused = outbox.refused(workspace, held);
        Set<Long> may = held.stream().map(SentMessage::id).collect(Collectors.toCollection(HashSet::new));
        may.removeAll(refused.keySet());
        claims.begin(workspace, may);
        if (!refused.isEmpty()) {
            publish(workspace, rows.suppress(workspace, refused, clock.instant()));
        }
        return begins.stream().map(claimed -> may.contains(claimed.id())).toList();
    }

    private void settle(int workspace, List<DeliveryOutcome> known) {
        List<MessagesSettled.SettledMessage> written = claims.settle(workspace, known).stream()
                .filter(one -> one.state() != MessageState.READY)
                .toList();
        if (written.isEmpty()) {
            return;
        }
        Map<Long, MessageState> states = new HashMap<>();
        written.forEach(one -> states.put(one.message(), one.state()));
        List<DeliveryOutcome> done = known.stream()
                .filter(one -> one.state() == states.get(one.message().id()))
                .toList();
        signals.recordHere(workspace, signals(workspace, done));
        done.stream()
                .filter(DeliveryOutcome::hard)
                .forEach(one -> suppressions.suppress(
                        workspace, List.of(one.message().address()), SuppressionReason.BOUNCED, one.why()));
        publish(workspace, written);
    }

    private List<NewSignal> signals(int workspace, List<DeliveryOutcome> done) {
        List<DeliveryOutcome> told = done.stream()
                .filter(one -> one.state() == MessageState.SENT || one.bounced())
                .filter(one -> one.message().kind() != OutboundMail.Kind.INTERNAL)
                .toList();
        Set<Long> people = told.stream().map(one -> one.message().person()).collect(Collectors.toSet());
        Map<Long, IdentityKeys> keys = people.isEmpty() ? Map.of() : persons.keys(workspace, people);
        List<NewSignal> signals = new ArrayList<>();
        for (DeliveryOutcome one : told) {
            IdentityKeys whose = keys.get(one.message().person());
            if (whose != null) {
                signals.add(
                        one.bounced()
                                ? bounced(workspace, whose, one)
                                : sent(workspace, whose, one.message(), one.at()));
            }
        }
        return signals;
    }

    private NewSignal bounced(int workspace, IdentityKeys keys, DeliveryOutcome known) {
        SentMessage message = known.message();
        return new NewSignal(
                keys,
                known.at(),
                "bounced/" + message.id(),
                MailSignals.BOUNCED.name(),
                message.template(),
                false,
                source(workspace),
                Map.of(),
                Map.of("message", message.id(), "severity", known.hard() ? "hard" : "soft", "answer", known.why()));
    }

    /** That a mail was sent, as the log has it. */
    public NewSignal sent(int workspace, IdentityKeys keys, SentMessage message, Instant at) {
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
                Map.of("message", message.id(), "key", message.key(), "title", message.subject()));
    }

    /** Parks what was interrupted and lets go of what was only claimed; returns what is known and was never settled. */
    List<DeliveryOutcome> takeOver(int workspace) {
        return tenancy.in(workspace, () -> {
            publish(workspace, claims.takeOver(workspace, clock.instant()));
            return verdicts.left(workspace);
        });
    }

    public void publish(int workspace, List<MessagesSettled.SettledMessage> settled) {
        if (!settled.isEmpty()) {
            events.publishEvent(new MessagesSettled(workspace, settled));
        }
    }

    private int source(int workspace) {
        return sources.known(workspace, Sources.Kind.MAILBOX, "Mail");
    }
}
