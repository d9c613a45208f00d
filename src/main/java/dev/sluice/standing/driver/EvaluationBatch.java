package dev.sluice.standing.driver;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.standing.EvaluationQueueRows.QueuedSignal;
import dev.sluice.standing.PersonFold;
import dev.sluice.standing.StandingRows.Arrival;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The people of one evaluation.
 *
 * @param signals new ones by person, in order, none where only time passed
 * @param refolds people to be folded again from the log
 */
record EvaluationBatch(Map<Long, List<FoldSignal>> signals, Set<Long> refolds, Map<Long, Arrival> arrivals) {

    /** Of queued signals; the arrivals are by the people they were recorded for. */
    static EvaluationBatch of(List<QueuedSignal> queued, Map<Long, Arrival> recordedFor) {
        Map<Long, List<FoldSignal>> signals = new TreeMap<>();
        Set<Long> refolds = new HashSet<>();
        Map<Long, Arrival> arrivals = new HashMap<>();
        for (QueuedSignal entry : queued) {
            Arrival arrival = recordedFor.get(entry.person());
            if (arrival == null) {
                continue; // erased meanwhile
            }
            arrivals.put(arrival.person(), arrival);
            List<FoldSignal> history = signals.computeIfAbsent(arrival.person(), _ -> new ArrayList<>());
            if (entry.signal() == null) {
                refolds.add(arrival.person());
            } else {
                history.add(entry.signal());
            }
        }
        signals.values().stream().filter(list -> list.size() > 1).forEach(list -> list.sort(PersonFold.ORDER));
        return new EvaluationBatch(signals, refolds, arrivals);
    }

    /** Of people for whom only time has passed. */
    static EvaluationBatch timePassed(Map<Long, Arrival> arrivals) {
        Map<Long, List<FoldSignal>> signals = new TreeMap<>();
        arrivals.keySet().forEach(person -> signals.put(person, List.of()));
        return new EvaluationBatch(signals, Set.of(), arrivals);
    }

    Collection<Long> people() {
        return signals.keySet();
    }

    /** The new signals of those who have any. */
    Map<Long, List<FoldSignal>> newSignals() {
        Map<Long, List<FoldSignal>> some = new TreeMap<>(signals);
        some.values().removeIf(List::isEmpty);
        return some;
    }
}
