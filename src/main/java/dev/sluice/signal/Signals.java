package dev.sluice.signal;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.kind.SignalKinds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The one way into the log. */
@Component
public class Signals {
    /** A sender's clock may run ahead by so much; what claims to be later happened when it arrived. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    /** How far back a browser or a form, in whose name anyone may write, can date a signal. */
    private static final Duration PUBLIC_PAST = Duration.ofDays(31);

    private static final int LONGEST = 1_000;

    private final IdentityResolution whoIs;
    private final SignalKinds kinds;
    private final SignalRows rows;
    private final RepeatedMessages repeated;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final Batcher batcher;

    Signals(
            IdentityResolution whoIs,
            SignalKinds kinds,
            SignalRows rows,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events,
            Batcher batcher) {
        this.whoIs = whoIs;
        this.kinds = kinds;
        this.rows = rows;
        this.repeated = new RepeatedMessages(rows);
        this.clock = clock;
        this.events = events;
        this.batcher = batcher;
        batcher.start((workspace, signals) -> tenancy.insist(workspace, () -> append(workspace, signals)));
    }

    /**
     * Records the signals and returns when they are durable, together with those of other callers in one
     * commit. All of a call are recorded or none.
     *
     * @throws Busy when the log cannot take them now; nothing was recorded, and the caller may try again
     */
    public void record(int workspace, List<NewSignal> signals) {
        check(signals);
        if (!signals.isEmpty()) {
            batcher.record(workspace, signals);
        }
    }

    /**
     * Records the signals in the transaction under way, for callers that commit their own progress with them.
     *
     * @return how many were new (a repeated message counts as known)
     */
    public int recordHere(int workspace, List<NewSignal> signals) {
        check(signals);
        return signals.isEmpty() ? 0 : append(workspace, signals).size();
    }

    private Set<UUID> append(int workspace, List<NewSignal> arrived) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<NewSignal> batch = repeated.without(workspace, arrived).stream()
                .map(signal -> settle(signal, now))
                .toList();
        if (batch.isEmpty()) {
            return Set.of();
        }
        List<Signal> signals = new ArrayList<>(batch.size());
        for (IdentityResolution.Recognised recognised : whoIs.recognise(workspace, batch)) {
            signals.add(row(recognised, now));
        }
        Set<UUID> fresh = rows.append(workspace, signals);
        List<Signal> recorded = fresh.size() == signals.size()
                ? signals
                : signals.stream().filter(signal -> fresh.contains(signal.id())).toList();
        if (!recorded.isEmpty()) {
            events.publishEvent(new SignalsRecorded(workspace, recorded));
        }
        return fresh;
    }

    private static Signal row(IdentityResolution.Recognised recognised, Instant now) {
        NewSignal signal = recognised.signal();
        return new Signal(
                SignalId.of(signal),
                recognised.person(),
                recognised.record(),
                signal.at(),
                now,
                signal.source(),
                signal.human(),
                signal.kind(),
                signal.subject(),
                signal.traits(),
                signal.data());
    }

    /** What is told twice is told once: the e-mail key is a trait too, and no instant lies in the future. */
    private static NewSignal settle(NewSignal signal, Instant now) {
        Instant at = signal.at().isAfter(now.plus(AHEAD)) ? now : signal.at().truncatedTo(ChronoUnit.MICROS);
        String email = signal.keys().email();
        Map<String, Object> traits = SettledTraits.of(signal);
        if (email != null && !email.equals(traits.get("email"))) {
            traits = new HashMap<>(traits);
            traits.put("email", email);
        }
        return new NewSignal(
                signal.keys(),
                at,
                signal.messageId(),
                signal.kind(),
                StorableText.clip(signal.subject(), LONGEST),
                signal.human(),
                signal.source(),
                traits,
                signal.data(),
                signal.caller());
    }

    private void check(List<NewSignal> signals) {
        Instant publicPast = clock.instant().minus(PUBLIC_PAST);
        for (NewSignal signal : signals) {
            if (signal.at().isBefore(EARLIEST)) {
                throw new BadInput(
                        "timestamp", "The timestamp is before 1970. Send the ISO 8601 instant of the event.");
            }
            if (signal.caller().isPublic() && signal.at().isBefore(publicPast)) {
                throw new BadInput(
                        "timestamp",
                        "The write key records what happened in the last 31 days. Send older events with an API key.");
            }
            if (!SnakeCase.isName(signal.kind())) {
                throw new BadInput("event", "A signal's kind is 1 to 100 lower-case letters, digits and underscores.");
            }
            kinds.check(signal.caller(), signal.kind(), "event");
        }
    }
}
