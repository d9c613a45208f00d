package dev.sluice.imports.mapping;

import dev.sluice.deal.DealSignals;
import dev.sluice.imports.mapping.RowFacts.ReachedStage;
import dev.sluice.person.PersonSignals;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the signals of one row; their message ids follow from the row, so the same row is never recorded twice. */
final class RowSignalBuilder {
    private final RowReader.ImportOrigin origin;
    private final long row;
    private final RowFacts facts;
    private final List<NewSignal> signals = new ArrayList<>(4);

    RowSignalBuilder(RowReader.ImportOrigin origin, long row, RowFacts facts) {
        this.origin = origin;
        this.row = row;
        this.facts = facts;
    }

    List<NewSignal> build() {
        IdentityKeys keys = new IdentityKeys(
                facts.email, null, null, facts.email == null && facts.external.isEmpty() ? ownKey() : facts.external);
        add(keys, first(), RowSignals.IMPORTED.name(), "", imported());
        for (ReachedStage stage : facts.stages) {
            add(keys, stage.at(), RowSignals.STAGE_RECORDED.name(), stage.stage(), new LinkedHashMap<>());
        }
        deal(keys);
        if (facts.consent != null) {
            consent(keys, facts.consent);
        }
        if (!facts.notes.isEmpty()) {
            add(keys, first(), PersonSignals.NOTE_ADDED.name(), "", with("text", facts.notes.toString()));
        }
        return signals;
    }

    private Map<String, Object> imported() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("file", origin.file());
        put(data, "origin", facts.origin);
        put(data, "campaign", facts.campaign);
        put(data, "utm_campaign", facts.campaign);
        if (facts.won == null && facts.lost == null && facts.deal.outcome() == null && !facts.deal.any()) {
            put(data, "amount", facts.amount());
            put(data, "currency", facts.currency);
        }
        return data;
    }

    /** A person of whom only a deal is known is identified by the deal. */
    private List<String> ownKey() {
        return List.of(facts.deal.key() != null ? RowFacts.DEAL_KEY + facts.deal.key() : rowKey());
    }

    private String rowKey() {
        return "import-" + origin.id() + ":" + row;
    }

    private void deal(IdentityKeys keys) {
        if (facts.deal.any()) {
            String key = facts.deal.key() != null
                    ? facts.deal.key()
                    : facts.external.isEmpty() ? rowKey() : facts.external.getFirst();
            facts.deal
                    .events(key, facts.won, facts.lost, facts.amount(), facts.currency, facts.reason, origin.now())
                    .forEach(step -> add(keys, step.at(), step.kind(), step.subject(), step.data()));
            return;
        }
        // what ended on no day that is known ended by the day of the import
        Instant won = facts.won != null || facts.lost != null || facts.deal.outcome() != DealOutcome.WON
                ? facts.won
                : origin.now();
        if (won != null) {
            Map<String, Object> data = with("amount", facts.amount());
            put(data, "currency", facts.currency);
            add(keys, won, DealSignals.WON.name(), "", data);
        }
        Instant lost = facts.won != null || facts.lost != null || facts.deal.outcome() != DealOutcome.LOST
                ? facts.lost
                : origin.now();
        if (lost != null) {
            Map<String, Object> data = with("amount", facts.amount());
            put(data, "currency", facts.currency);
            put(data, "reason", facts.reason);
            add(keys, lost, DealSignals.LOST.name(), "", data);
        }
    }

    /** Consent without a date is marked so: it must never outweigh a withdrawal that has one. */
    private void consent(IdentityKeys keys, boolean given) {
        add(
                keys,
                facts.consentAt != null ? facts.consentAt : given ? first() : origin.now(),
                given ? PersonSignals.CONSENT_GIVEN.name() : PersonSignals.CONSENT_WITHDRAWN.name(),
                "marketing",
                with("undated", facts.consentAt == null ? Boolean.TRUE : null));
    }

    /** First contact where the file says when, else the earliest date of the row, else the import itself. */
    private Instant first() {
        if (facts.created != null) {
            return facts.created;
        }
        Instant earliest = origin.now();
        for (ReachedStage stage : facts.stages) {
            earliest = earlier(stage.at(), earliest);
        }
        earliest = earlier(facts.deal.first(), earliest);
        return earlier(facts.lost, earlier(facts.won, earliest));
    }

    private static Instant earlier(@Nullable Instant at, Instant other) {
        return at != null && at.isBefore(other) ? at : other;
    }

    private void add(IdentityKeys keys, Instant at, String kind, String subject, Map<String, Object> data) {
        data.put("import", origin.id());
        data.put("row", row);
        long before = signals.stream()
                .filter(other -> other.kind().equals(kind) && other.subject().equals(subject))
                .count();
        String message =
                "import:" + origin.id() + ":" + row + ":" + kind + ":" + subject + (before == 0 ? "" : ":" + before);
        Map<String, Object> traits = RowSignals.IMPORTED.is(kind) ? facts.traits : Map.of();
        signals.add(
                new NewSignal(keys, at, message, kind, subject, true, origin.source(), traits, data, Trust.INTERNAL));
    }

    private static Map<String, Object> with(String name, @Nullable Object value) {
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, name, value);
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
