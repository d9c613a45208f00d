package dev.sluice.mail;

import dev.sluice.consent.Refusal;
import dev.sluice.consent.Suppressions;
import dev.sluice.person.Persons;
import dev.sluice.platform.Tenancy;
import dev.sluice.signal.Keys;
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
class Delivery {
    private final Claims claims;
    private final VerdictRows verdicts;
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
            Claims claims,
            VerdictRows verdicts,
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
    Steps.Commit steps(int workspace) {
        return new Steps.Commit() {
            @Override
            public List<Boolean> step(List<Known> known, List<Claimed> begins) {
                return tenancy.in(workspace, () -> {
                    if (!known.isEmpty()) {
                        verdicts.note(workspace, known);
                    }
                    return begins.isEmpty() ? List.of() : begin(workspace, begins);
                });
            }

            @Override
            public void settle(List<Known> known) {
                tenancy.in(workspace, () -> Delivery.this.settle(workspace, known));
            }

            @Override
            public void giveUp(Known known) {
                tenancy.in(workspace, () -> verdicts.forget(workspace, List.of(known)));
            }
        };
    }

    Known known(Claimed message, Verdict verdict) {
        return Known.of(message, verdict, clock.instant());
    }

    private List<Boolean> begin(int workspace, List<Claimed> begins) {
        List<Sent> held = claims.stillHeld(workspace, begins);
        Map<Long, String> refused = outbox.refused(workspace, held);
        Set<Long> may = held.stream().map(Sent::id).collect(Collectors.toCollection(HashSet::new));
        may.removeAll(refused.keySet());
        claims.begin(workspace, may);
        if (!refused.isEmpty()) {
            publish(workspace, rows.suppress(workspace, refused, clock.instant()));
        }
        return begins.stream().map(claimed -> may.contains(claimed.id())).toList();
    }

    private void settle(int workspace, List<Known> known) {
        List<Settled.Of> written = claims.settle(workspace, known).stream()
                .filter(one -> one.state() != State.READY)
                .toList();
        if (written.isEmpty()) {
            return;
        }
        Map<Long, State> states = new HashMap<>();
        written.forEach(one -> states.put(one.message(), one.state()));
        List<Known> done = known.stream()
                .filter(one -> one.state() == states.get(one.message().id()))
                .toList();
        signals.recordHere(workspace, signals(workspace, done));
        done.stream()
                .filter(Known::hard)
                .forEach(one ->
                        suppressions.suppress(workspace, List.of(one.message().address()), Refusal.BOUNCED, one.why()));
        publish(workspace, written);
    }

    private List<NewSignal> signals(int workspace, List<Known> done) {
        List<Known> told = done.stream()
                .filter(one -> one.state() == State.SENT || one.bounced())
                .filter(one -> one.message().kind() != Draft.Kind.INTERNAL)
                .toList();
        Set<Long> people = told.stream().map(one -> one.message().person()).collect(Collectors.toSet());
        Map<Long, Keys> keys = people.isEmpty() ? Map.of() : persons.keys(workspace, people);
        List<NewSignal> signals = new ArrayList<>();
        for (Known one : told) {
            Keys whose = keys.get(one.message().person());
            if (whose != null) {
                signals.add(
                        one.bounced()
                                ? bounced(workspace, whose, one)
                                : sent(workspace, whose, one.message(), one.at()));
            }
        }
        return signals;
    }

    private NewSignal bounced(int workspace, Keys keys, Known known) {
        Sent message = known.message();
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
    NewSignal sent(int workspace, Keys keys, Sent message, Instant at) {
        boolean byUser = message.kind() == Draft.Kind.ONE_TO_ONE;
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
    List<Known> takeOver(int workspace) {
        return tenancy.in(workspace, () -> {
            publish(workspace, claims.takeOver(workspace, clock.instant()));
            return verdicts.left(workspace);
        });
    }

    void publish(int workspace, List<Settled.Of> settled) {
        if (!settled.isEmpty()) {
            events.publishEvent(new Settled(workspace, settled));
        }
    }

    private int source(int workspace) {
        return sources.known(workspace, Sources.Kind.MAILBOX, "Mail");
    }
}
