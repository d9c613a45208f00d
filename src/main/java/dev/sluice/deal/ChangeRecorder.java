package dev.sluice.deal;

import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records a change of a deal as a signal, in the transaction under way, and returns what the projection made of it. */
@Component
class ChangeRecorder {
    private final Signals signals;
    private final Sources sources;
    private final InstantSource clock;
    private final ThreadLocal<@Nullable Map<Long, List<DealFold.After>>> recording = new ThreadLocal<>();

    ChangeRecorder(Signals signals, Sources sources, InstantSource clock) {
        this.signals = signals;
        this.sources = sources;
        this.clock = clock;
    }

    /** What each new entry of a deal's log did, by the deal's number. */
    Map<Long, List<DealFold.After>> record(
            Teller teller, IdentityKeys keys, String kind, String subject, Map<String, Object> data) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Object> all = new HashMap<>(data);
        if (teller.by() != null) {
            all.put("by", teller.by());
        }
        int source = sources.named(teller.workspace(), teller.door(), teller.name());
        Map<Long, List<DealFold.After>> entries = new HashMap<>();
        recording.set(entries);
        try {
            signals.recordHere(
                    teller.workspace(),
                    List.of(new NewSignal(keys, at, null, kind, subject, true, source, Map.of(), all, Trust.INTERNAL)));
        } finally {
            recording.remove();
        }
        return entries;
    }

    /** Collects the entries that this thread is recording. */
    @EventListener
    void on(DealsChanged changed) {
        Map<Long, List<DealFold.After>> entries = recording.get();
        if (entries != null) {
            entries.putAll(changed.entries());
        }
    }
}
