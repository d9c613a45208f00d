package dev.sluice.consent;

import dev.sluice.consent.UnsubscribeLinks.UnsubscribeRecipient;
import dev.sluice.person.Erasure;
import dev.sluice.person.Persons;
import dev.sluice.platform.NotFound;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.Trust;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records that a person gave or withdrew consent, in the transaction under way. */
@Component
class ConsentRecorder {
    private final Persons persons;
    private final Erasure erasure;
    private final Signals signals;
    private final Sources sources;
    private final InstantSource clock;

    ConsentRecorder(Persons persons, Erasure erasure, Signals signals, Sources sources, InstantSource clock) {
        this.persons = persons;
        this.erasure = erasure;
        this.signals = signals;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * What a person said.
     *
     * @param data the proof: how, where and in which words
     * @param traits what they confirmed of themselves with it
     */
    record RecordedConsent(SignalKind kind, String purpose, Map<String, Object> data, Map<String, Object> traits) {
        RecordedConsent(SignalKind kind, String purpose, Map<String, Object> data) {
            this(kind, purpose, data, Map.of());
        }
    }

    /** Said through a link in an email. */
    void byLink(int workspace, long person, RecordedConsent statement) {
        record(workspace, person, statement, sources.named(workspace, Sources.Kind.MAILBOX, "Links in mail"));
    }

    /** The same, unless the person was erased meanwhile. */
    void byLinkUnlessErased(UnsubscribeRecipient recipient, RecordedConsent statement) {
        int workspace = recipient.workspace();
        if (!erasure.suppressed(workspace, Set.of(recipient.address())).isEmpty()) {
            return;
        }
        try {
            persons.get(workspace, recipient.person());
        } catch (NotFound erased) {
            return;
        }
        byLink(workspace, recipient.person(), statement);
    }

    /** Written down by a user. */
    void byHand(int workspace, long person, RecordedConsent statement) {
        record(workspace, person, statement, sources.named(workspace, Sources.Kind.HAND, "By hand"));
    }

    private void record(int workspace, long person, RecordedConsent statement, int source) {
        signals.recordHere(
                workspace,
                List.of(new NewSignal(
                        persons.keys(workspace, person),
                        clock.instant(),
                        null,
                        statement.kind().name(),
                        statement.purpose(),
                        true,
                        source,
                        statement.traits(),
                        statement.data(),
                        Trust.INTERNAL)));
    }
}
