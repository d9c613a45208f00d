package dev.sluice.handoff;

import dev.sluice.person.Persons;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a salesperson says about a lead: a signal like every other, which the fold reads and decides on. */
@Component
class Say {
    private final Signals signals;
    private final Sources sources;
    private final Persons persons;
    private final InstantSource clock;

    Say(Signals signals, Sources sources, Persons persons, InstantSource clock) {
        this.signals = signals;
        this.sources = sources;
        this.persons = persons;
        this.clock = clock;
    }

    /** Durable on return. */
    void say(
            Member by, long person, String kind, String subject, Map<String, Object> traits, Map<String, Object> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("by", by.name());
        long known = persons.get(by.workspace(), person).id();
        signals.record(
                by.workspace(),
                List.of(new NewSignal(
                        persons.keys(by.workspace(), known),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        sources.named(by.workspace(), Sources.Kind.HAND, by.name()),
                        traits,
                        all)));
    }
}
