package dev.sluice.deal.projection;

import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealSignals;
import dev.sluice.deal.projection.DealEventRows.KnownDeal;
import dev.sluice.signal.Signal;
import dev.sluice.standing.DefinitionRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which deal each signal of a batch is about: the one it names by our number or another system's key; without
 * either, the person's open deal, of several the newest, and where none is open an opening or an end makes one.
 */
final class DealMatcher {
    /** A deal that the batch speaks of first. */
    record DealMatch(int funnel, long person) {}

    private final Map<String, KnownDeal> byKey = new HashMap<>();
    private final Map<String, KnownDeal> byNumber = new HashMap<>();
    private final Map<Long, List<String>> open = new HashMap<>();
    private final Map<String, DealMatch> made = new TreeMap<>();
    private final Set<Integer> strangers;
    private final List<DefinitionRun> runs;

    /** @param strangers sources whose word counts only for deals that the person takes part in: anybody can send there */
    DealMatcher(List<KnownDeal> known, Set<Integer> strangers, List<DefinitionRun> runs) {
        this.strangers = strangers;
        this.runs = runs;
        known.stream().sorted(Comparator.comparing(KnownDeal::openedAt)).forEach(deal -> {
            byKey.put(deal.key(), deal);
            byNumber.put(Long.toString(deal.id()), deal);
            if (deal.open()) {
                open.computeIfAbsent(deal.person(), person -> new ArrayList<>()).add(deal.key());
            }
        });
    }

    /** Events by the key of their deal. */
    Map<String, List<DealEvent>> of(List<Signal> signals) {
        Map<String, List<DealEvent>> events = new LinkedHashMap<>();
        signals.stream().sorted(Comparator.comparing(Signal::at)).forEach(signal -> {
            DefinitionRun run = run(signal);
            DealEvent event = new DealEvent(
                    signal.at(),
                    signal.id(),
                    signal.record(),
                    signal.kind(),
                    signal.subject(),
                    signal.data(),
                    run.id(),
                    null);
            String key = key(signal, event, run);
            if (key != null) {
                events.computeIfAbsent(key, one -> new ArrayList<>()).add(event);
            }
        });
        return events;
    }

    Map<String, DealMatch> made() {
        return made;
    }

    private @Nullable String key(Signal signal, DealEvent event, DefinitionRun run) {
        Object named = signal.data().get("deal");
        String key = switch (named) {
            case String text when !text.isBlank() -> taken(signal, byKey.get(text.strip()), text.strip());
            case Number number -> numbered(signal, byNumber.get(number.toString()));
            case null, default -> ofPerson(signal.person(), event);
        };
        List<String> theirs = open.computeIfAbsent(signal.person(), person -> new ArrayList<>());
        if (key == null) {
            return null;
        }
        if (!byKey.containsKey(key)) {
            made.putIfAbsent(key, new DealMatch(run.funnel(), signal.person()));
        }
        if (event.ends()) {
            theirs.remove(key);
        } else if (!theirs.contains(key) && !byKey.containsKey(key)) {
            theirs.add(key);
        }
        return key;
    }

    private @Nullable String taken(Signal signal, @Nullable KnownDeal deal, String key) {
        return deal == null || may(signal, deal) ? key : null;
    }

    private @Nullable String numbered(Signal signal, @Nullable KnownDeal deal) {
        return deal != null && may(signal, deal) ? deal.key() : null;
    }

    private boolean may(Signal signal, KnownDeal deal) {
        return !strangers.contains(signal.source()) || deal.people().contains(signal.person());
    }

    private @Nullable String ofPerson(long person, DealEvent event) {
        List<String> theirs = open.getOrDefault(person, List.of());
        if (theirs.isEmpty()) {
            return event.ends() || DealSignals.OPENED.is(event.kind()) ? "signal:" + event.signal() : null;
        }
        return theirs.getLast();
    }

    /** The reading that judges: the deal's funnel, the one that is named, or the first that has such a pipeline. */
    private DefinitionRun run(Signal signal) {
        Object deal = signal.data().get("deal");
        KnownDeal known =
                deal instanceof Number number ? byNumber.get(number.toString()) : byKey.get(String.valueOf(deal));
        Object funnel = signal.data().get("funnel");
        String pipeline = DealSignals.OPENED.is(signal.kind()) ? signal.subject() : "";
        return runs.stream()
                .min(Comparator.comparing((DefinitionRun run) -> known == null || known.funnel() != run.funnel())
                        .thenComparing(run -> !run.definition().name().equals(funnel))
                        .thenComparing(run -> run.definition().pipeline(pipeline) == null))
                .orElseThrow();
    }
}
