package dev.sluice.standing.driver;

import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.DefinitionRuns;
import dev.sluice.standing.EvaluationQueueRows;
import dev.sluice.standing.HistoryRows;
import dev.sluice.standing.Ledger;
import dev.sluice.standing.PersonFold;
import dev.sluice.standing.SignalsEvaluated;
import dev.sluice.standing.SignalsFolded;
import dev.sluice.standing.StandingRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Folds a batch of people by every deciding definition, and writes all that follows in the caller's transaction. */
@Component
class BatchFold {
    private final StandingRows rows;
    private final HistoryRows histories;
    private final EvaluationQueueRows queue;
    private final DefinitionRuns runs;
    private final Ledger ledger;
    private final StandingWriter writer;
    private final ApplicationEventPublisher events;

    BatchFold(
            StandingRows rows,
            HistoryRows histories,
            EvaluationQueueRows queue,
            DefinitionRuns runs,
            Ledger ledger,
            StandingWriter writer,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.histories = histories;
        this.queue = queue;
        this.runs = runs;
        this.ledger = ledger;
        this.writer = writer;
        this.events = events;
    }

    /** Returns how many decisions were made. */
    int evaluate(int workspace, EvaluationBatch batch, Instant now) {
        var newSignals = batch.newSignals();
        if (!newSignals.isEmpty() || !batch.refolds().isEmpty()) {
            events.publishEvent(new SignalsFolded(workspace, newSignals, batch.refolds()));
        }
        int decisions = 0;
        for (DefinitionRun run : runs.deciding(workspace)) {
            decisions += evaluate(workspace, run, batch, now);
        }
        if (!newSignals.isEmpty()) {
            events.publishEvent(new SignalsEvaluated(workspace, newSignals));
        }
        for (int replaying : runs.replaying(workspace)) {
            queue.touch(workspace, replaying, batch.people());
        }
        return decisions;
    }

    private int evaluate(int workspace, DefinitionRun run, EvaluationBatch batch, Instant now) {
        Map<Long, byte[]> states = rows.states(workspace, run.id(), batch.people());
        Map<Long, Standing> previous = HashMap.newHashMap(states.size());
        states.forEach((person, bytes) -> previous.put(person, Standing.fromBytes(bytes)));
        Map<Long, FoldResult> results = new LinkedHashMap<>();
        Set<Long> again = new HashSet<>();
        batch.signals().forEach((person, signals) -> {
            FoldResult result = batch.refolds().contains(person)
                    ? null
                    : PersonFold.onto(
                            run.definition(), previous.getOrDefault(person, Standing.NEW), signals, Time.micros(now));
            if (result == null) {
                again.add(person);
            } else {
                results.put(person, result);
            }
        });
        List<Ledger.LedgerEntry> entries = entries(results);
        if (!again.isEmpty()) {
            Map<Long, FoldResult> refolded = new LinkedHashMap<>();
            histories
                    .histories(workspace, again)
                    .forEach((person, history) ->
                            refolded.put(person, PersonFold.whole(run.definition(), history, Time.micros(now))));
            ledger.correct(workspace, run, again, entries(refolded), now);
            results.putAll(refolded);
        }
        ledger.write(workspace, run, entries, now);
        writer.write(workspace, run, results, previous, batch.arrivals());
        return entries.size();
    }

    private static List<Ledger.LedgerEntry> entries(Map<Long, FoldResult> results) {
        List<Ledger.LedgerEntry> entries = new ArrayList<>();
        results.forEach(
                (person, result) -> result.decisions().forEach(decision -> entries.add(Ledger.line(person, decision))));
        return entries;
    }
}
