package dev.sluice.imports.mapping;

import dev.sluice.deal.DealSignals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row tells of a deal: as it stands, with the days on which it was opened and closed, or one step of its way. */
final class DealRowReader {
    /** A signal about the deal, without its person. */
    record DealStep(Instant at, String kind, String subject, Map<String, Object> data) {}

    private final List<String> products = new ArrayList<>(1);
    private final Map<String, Object> told = new LinkedHashMap<>();
    private @Nullable String key;
    private @Nullable String stage;
    private @Nullable DealOutcome outcome;
    private @Nullable Instant stageAt;
    private @Nullable Instant opened;
    private @Nullable Instant closed;
    private @Nullable LocalDate closedOn;

    void key(String value) {
        key = value;
    }

    /** Kept as it is written: which stage is meant, the pipeline knows. */
    void stage(String value) {
        stage = value;
    }

    /** How a deal ends by what stands in place of its stage; null where it does not. */
    static @Nullable String end(String value) {
        DealOutcome outcome = DealOutcome.ofWords(value);
        return outcome == null ? null : outcome.end();
    }

    /** How the row says that it ended, which outranks the name of its stage. */
    void outcome(DealOutcome said) {
        outcome = said;
    }

    @Nullable
    DealOutcome outcome() {
        return outcome;
    }

    void stageAt(@Nullable Instant at) {
        stageAt = at;
    }

    void opened(@Nullable Instant at) {
        opened = at;
    }

    /** The day of the end, or where the deal is open the day on which the end is expected. */
    void closed(Instant at, LocalDate day) {
        closed = at;
        closedOn = day;
    }

    void product(String name) {
        products.add(name);
    }

    /** A field of the deal: title, owner, expected_close. */
    void field(String name, Object value) {
        told.put(name, value);
    }

    /** Whether the row tells of a deal at all. */
    boolean any() {
        return key != null || stage != null || opened != null || closed != null || told.containsKey("title");
    }

    @Nullable
    String key() {
        return key;
    }

    private boolean ended() {
        return ended("won") || ended("lost");
    }

    private boolean ended(String how) {
        String said = outcome == DealOutcome.WON ? "won" : outcome == DealOutcome.LOST ? "lost" : null;
        return how.equals(said == null && stage != null ? end(stage) : said);
    }

    /** The earliest instant the row dates; null where it dates nothing. */
    @Nullable
    Instant first() {
        Instant first = opened;
        for (Instant at : Arrays.asList(stageAt, ended() ? closed : null)) {
            first = at != null && (first == null || at.isBefore(first)) ? at : first;
        }
        return first;
    }

    /**
     * The deal's signals, in the order of time. The amount of a closed deal is known from its end on, not before.
     *
     * @param name by which the deal's signals are held together
     * @param won the day of its own column, where there is one
     * @param lost likewise
     * @param now the instant of whatever has no date
     */
    List<DealStep> events(
            String name,
            @Nullable Instant won,
            @Nullable Instant lost,
            @Nullable Double amount,
            @Nullable String currency,
            @Nullable String reason,
            Instant now) {
        Map<String, Object> data = new LinkedHashMap<>(told);
        data.put("deal", name);
        put(data, "currency", currency);
        if (closedOn != null && won == null && lost == null && !ended()) {
            data.putIfAbsent("expected_close", closedOn.toString());
        }
        if (!products.isEmpty()) {
            data.put("products", products);
        }
        boolean hasWon = won != null || (lost == null && ended("won"));
        boolean hasLost = lost != null || (won == null && ended("lost"));
        Instant end = won != null ? won : lost != null ? lost : closed != null ? closed : stageAt;
        if (!hasWon && !hasLost) {
            put(data, "amount", amount);
        }
        List<DealStep> events = new ArrayList<>(3);
        boolean step = stageAt != null && opened == null;
        if (!step) {
            Instant begin = first();
            Instant known = begin != null ? begin : end != null ? end : now;
            events.add(new DealStep(known, DealSignals.OPENED.name(), "", data));
        }
        if (hasWon || hasLost) {
            Map<String, Object> last = step ? data : new LinkedHashMap<>(Map.of("deal", name));
            put(last, "amount", amount);
            put(last, "reason", hasLost ? reason : null);
            events.add(new DealStep(
                    end != null ? end : now,
                    hasWon ? DealSignals.WON.name() : DealSignals.LOST.name(),
                    hasLost && reason != null ? reason.toLowerCase(Locale.ROOT) : "",
                    last));
        } else if (stage != null) {
            Instant at = stageAt != null
                    ? stageAt
                    : events.isEmpty() ? now : events.getFirst().at();
            events.add(new DealStep(
                    at, DealSignals.MOVED.name(), stage, step ? data : new LinkedHashMap<>(Map.of("deal", name))));
        }
        return events;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
