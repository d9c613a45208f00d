package dev.sluice.standing;

import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.standing.StandingRows.Arrival;
import dev.sluice.standing.StandingRows.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The standings of a version that is being activated, built beside those that decide; each step in a transaction. */
@Component
class ReplayTarget {
    private static final int BATCH = 5_000;

    private final StandingRows rows;
    private final StandingRemovalRows removals;
    private final HistoryRows histories;
    private final EvaluationQueueRows queue;
    private final Ledger ledger;
    private final FunnelRows funnels;
    private final InstantSource clock;

    ReplayTarget(
            StandingRows rows,
            StandingRemovalRows removals,
            HistoryRows histories,
            EvaluationQueueRows queue,
            Ledger ledger,
            FunnelRows funnels,
            InstantSource clock) {
        this.rows = rows;
        this.removals = removals;
        this.histories = histories;
        this.queue = queue;
        this.ledger = ledger;
        this.funnels = funnels;
        this.clock = clock;
    }

    /** True when the funnel has had no deciding version so far. */
    boolean clear(int workspace, DefinitionRun run) {
        removals.removeRun(workspace, run);
        boolean first = funnels.deciding(workspace, run.funnel()).isEmpty();
        if (first) {
            ledger.removeVersion(workspace, run);
        }
        return first;
    }

    void write(int workspace, DefinitionRun run, Map<Long, FoldResult> results, boolean first, Instant now) {
        Map<Long, Arrival> arrivals = rows.arrivals(workspace, results.keySet());
        Map<Long, byte[]> states = new LinkedHashMap<>();
        List<Write> writes = new ArrayList<>();
        List<Ledger.LedgerEntry> entries = new ArrayList<>();
        results.forEach((person, result) -> {
            Arrival arrival = arrivals.get(person);
            if (arrival != null && result.standing().count() > 0) {
                states.put(person, result.standing().toBytes());
                writes.add(new Write(person, arrival, StandingSummary.of(run, result.standing(), arrival.firstAt())));
                result.decisions().forEach(decision -> entries.add(Ledger.line(person, decision)));
            }
        });
        rows.insertStates(workspace, run.id(), states);
        rows.write(workspace, run.id(), writes);
        if (first) {
            ledger.correct(workspace, run, results.keySet(), entries, now);
        }
    }

    /** Folds people once more who were evaluated meanwhile; returns how many. */
    int catchUp(int workspace, DefinitionRun run, boolean first) {
        return catchUp(workspace, run, first, Set.of());
    }

    /** The last people, with no evaluation beside it until the end of the transaction. */
    void finish(int workspace, DefinitionRun run, boolean first) {
        rows.lockAlone(workspace);
        // A signal that is still queued is left to the new version, so that all that follows from its first fold
        // follows.
        queue.touchQueued(workspace, run.id());
        while (catchUp(workspace, run, first, queue.waiting(workspace)) > 0) {
            // the rest
        }
    }

    /** @param queued signals that are not folded yet, and are not to be folded here */
    private int catchUp(int workspace, DefinitionRun run, boolean first, Set<UUID> queued) {
        List<Long> touched = queue.claimTouched(workspace, run.id(), BATCH);
        if (!touched.isEmpty()) {
            removals.removePeople(workspace, run, touched);
            Map<Long, List<FoldSignal>> signals = histories.histories(workspace, new HashSet<>(touched));
            signals.values().forEach(history -> history.removeIf(signal -> queued.contains(signal.id())));
            Instant now = clock.instant();
            write(workspace, run, Replay.fold(run.definition(), signals, now), first, now);
        }
        return touched.size();
    }

    void removeOtherRuns(int workspace, DefinitionRun run) {
        removals.removeOtherRuns(workspace, run);
    }
}
