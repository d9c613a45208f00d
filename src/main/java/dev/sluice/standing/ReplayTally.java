package dev.sluice.standing;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a definition made of the log; two threads add to it. */
final class ReplayTally {
    private final Map<String, Long> reached = new LinkedHashMap<>();
    private final Map<String, Long> now = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long people;
    private long signals;

    ReplayTally(Definition definition) {
        definition.stages().forEach(stage -> reached.put(stage.id(), 0L));
    }

    synchronized void add(Map<Long, List<FoldSignal>> histories, Map<Long, FoldResult> results) {
        histories.values().forEach(history -> signals += history.size());
        results.values().stream()
                .map(FoldResult::standing)
                .filter(standing -> standing.count() > 0)
                .forEach(standing -> {
                    people++;
                    standing.reached().keySet().forEach(stage -> reached.merge(stage, 1L, Long::sum));
                    now.merge(standing.stage() == null ? "" : standing.stage(), 1L, Long::sum);
                    outcomes.merge(standing.outcome().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
                });
    }

    synchronized Replay.Replayed replayed() {
        return new Replay.Replayed(people, signals, reached, now, outcomes);
    }
}
