package dev.sluice.standing.driver;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.EvaluationQueueRows;
import dev.sluice.standing.EvaluationQueueRows.QueuedSignal;
import dev.sluice.standing.StandingRows;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Evaluates what is queued or due in one workspace, a batch of people at a time, each batch in one transaction. */
@Component
class Evaluation {
    private final StandingRows rows;
    private final EvaluationQueueRows queue;
    private final BatchFold fold;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final EvaluationMetrics metrics;

    Evaluation(
            StandingRows rows,
            EvaluationQueueRows queue,
            BatchFold fold,
            Tenancy tenancy,
            InstantSource clock,
            EvaluationMetrics metrics) {
        this.rows = rows;
        this.queue = queue;
        this.fold = fold;
        this.tenancy = tenancy;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Folds at most so many queued signals; returns how many there were. */
    int queued(int workspace, int limit) {
        List<QueuedSignal> claimed = tenancy.insist(workspace, () -> {
            rows.lockShared(workspace);
            List<QueuedSignal> signals = queue.claim(workspace, limit);
            if (!signals.isEmpty()) {
                evaluate(workspace, signals);
            }
            return signals;
        });
        metrics.committed(claimed, clock.instant());
        return claimed.size();
    }

    /** Lets time pass for people for whom it may change something; returns how many there were. */
    int due(int workspace, int limit) {
        return tenancy.insist(workspace, () -> {
            rows.lockShared(workspace);
            List<Long> due = rows.due(workspace, clock.instant(), limit);
            if (!due.isEmpty()) {
                evaluate(workspace, EvaluationBatch.timePassed(rows.arrivals(workspace, due)));
            }
            return due.size();
        });
    }

    private void evaluate(int workspace, List<QueuedSignal> signals) {
        var people = signals.stream().map(QueuedSignal::person).collect(Collectors.toSet());
        evaluate(workspace, EvaluationBatch.of(signals, rows.arrivals(workspace, people)));
    }

    private void evaluate(int workspace, EvaluationBatch batch) {
        metrics.decided(fold.evaluate(workspace, batch, clock.instant()));
    }
}
