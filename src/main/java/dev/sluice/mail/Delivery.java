package dev.sluice.mail;

import dev.sluice.consent.Refusal;
import dev.sluice.consent.Suppressions;
import dev.sluice.person.Erasure;
import dev.sluice.person.Persons;
import dev.sluice.platform.Tenancy;
import dev.sluice.signal.Keys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The two steps around every message on the wire: may it begin, and what became of it. Both for many at once. */
@Component
class Delivery {
    /** A server that goes on putting a message off is asked for so long (RFC 5321 says four to five days). */
    private static final Duration PATIENCE = Duration.ofDays(5);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Claims claims;
    private final MessageRows rows;
    private final Outbox outbox;
    private final Suppressions suppressions;
    private final Persons persons;
    private final Signals signals;
    private final Sources sources;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Delivery(
            Claims claims,
            MessageRows rows,
            Outbox outbox,
            Suppressions suppressions,
            Persons persons,
            Signals signals,
            Sources sources,
            Erasure erasure,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.claims = claims;
        this.rows = rows;
        this.outbox = outbox;
        this.suppressions = suppressions;
        this.persons = persons;
        this.signals = signals;
        this.sources = sources;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.clock = clock;
        this.events = events;
    }

    /** The steps of a workspace, each a transaction. Rows are locked before permission is asked. */
    Steps.Commit steps(int workspace) {
        return new Steps.Commit() {
            @Override
            public List<Boolean> begin(List<Claimed> messages) {
                return tenancy.in(workspace, () -> Delivery.this.begin(workspace, messages));
            }

            @Override
            public void settle(List<Steps.Settling> verdicts) {
                tenancy.in(workspace, () -> Delivery.this.settle(workspace, verdicts));
            }
        };
    }

    private List<Boolean> begin(int workspace, List<Claimed> begins) {
        erasure.keepOut(workspace);
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

    private void settle(int workspace, List<Steps.Settling> settles) {
        erasure.keepOut(workspace);
        Instant now = clock.instant();
        Map<Long, Steps.Settling> byId = new HashMap<>();
        List<Claims.Settling> known = new ArrayList<>();
        for (Steps.Settling one : settles) {
            byId.put(one.message().id(), one);
            Claims.Settling settling = settling(one.message(), one.verdict(), now);
            if (settling != null) {
                known.add(settling);
            }
        }
        List<Settled.Of> written = claims.settle(workspace, known, now).stream()
                .filter(one -> one.state() != State.READY)
                .toList();
        if (written.isEmpty()) {
            return;
        }
        List<NewSignal> told = new ArrayList<>();
        Map<Long, Keys> keys = keys(workspace, written, byId);
        for (Settled.Of one : written) {
            Steps.Settling settling = byId.get(one.message());
            if (settling != null && keys.containsKey(one.person())) {
                told.addAll(signals(
                        workspace, keys.get(one.person()), settling.message().message(), settling.verdict(), now));
            }
        }
        signals.recordHere(workspace, told);
        for (Settled.Of one : written) {
            Steps.Settling settling = byId.get(one.message());
            if (settling != null && settling.verdict() instanceof Verdict.Refused refused && refused.hard()) {
                suppressions.suppress(
                        workspace, List.of(settling.message().message().address()), Refusal.BOUNCED, refused.answer());
            }
        }
        publish(workspace, written);
    }

    private static Claims.@org.jspecify.annotations.Nullable Settling settling(
            Claimed message, Verdict verdict, Instant now) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> to(message, State.SENT, accepted.answer(), now);
            case Verdict.Refused refused -> to(message, State.FAILED, refused.answer(), now);
            case Verdict.Unknown unknown -> to(message, State.UNKNOWN, unknown.what(), now);
            case Verdict.NotBegun begun -> null;
            case Verdict.Later later ->
                Duration.between(message.plannedAt(), now).compareTo(PATIENCE) > 0
                        ? to(message, State.FAILED, "Put off for five days: " + later.answer(), now)
                        : to(message, State.READY, later.answer(), now.plus(pause(message.attempts(), later)));
        };
    }

    private static Claims.Settling to(Claimed message, State state, String why, Instant due) {
        return new Claims.Settling(message.id(), message.claim(), state, HeaderText.line(why), due);
    }

    /** Twice as long after each attempt, and never the same for all: half of it is chance. */
    static Duration pause(int attempts, Verdict.Later later) {
        if (later.atOnce()) {
            return Duration.ZERO;
        }
        long base = later.crowded() ? 2_000L : 30_000L;
        long whole = Math.min(base << Math.min(attempts - 1, 12), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }

    private Map<Long, Keys> keys(int workspace, List<Settled.Of> written, Map<Long, Steps.Settling> byId) {
        List<Long> people = written.stream()
                .filter(one -> one.state() == State.SENT || one.state() == State.FAILED)
                .filter(one -> {
                    Steps.Settling settling = byId.get(one.message());
                    return settling != null && settling.message().message().kind() != Draft.Kind.INTERNAL;
                })
                .map(Settled.Of::person)
                .distinct()
                .toList();
        return people.isEmpty() ? Map.of() : persons.keys(workspace, people);
    }

    private List<NewSignal> signals(int workspace, Keys keys, Sent message, Verdict verdict, Instant now) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> List.of(sent(workspace, keys, message, now));
            case Verdict.Refused refused
            when refused.bounced() ->
                List.of(new NewSignal(
                        keys,
                        now,
                        "bounced/" + message.id(),
                        "email_bounced",
                        message.template(),
                        false,
                        source(workspace),
                        Map.of(),
                        Map.of(
                                "message",
                                message.id(),
                                "severity",
                                refused.hard() ? "hard" : "soft",
                                "answer",
                                refused.answer())));
            case Verdict.Refused refused -> List.of();
            case Verdict.Later later -> List.of();
            case Verdict.Unknown unknown -> List.of();
            case Verdict.NotBegun begun -> List.of();
        };
    }

    /** That a mail was sent, as the log has it. */
    NewSignal sent(int workspace, Keys keys, Sent message, Instant at) {
        boolean byUser = message.kind() == Draft.Kind.ONE_TO_ONE;
        return new NewSignal(
                keys,
                at,
                "sent/" + message.id(),
                "email_sent",
                message.template(),
                byUser,
                source(workspace),
                Map.of(),
                Map.of("message", message.id(), "key", message.key(), "title", message.subject()));
    }

    /** Parks what was interrupted, and lets go of what was only claimed. */
    void takeOver(int workspace) {
        tenancy.in(workspace, () -> publish(workspace, claims.takeOver(workspace, clock.instant())));
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
