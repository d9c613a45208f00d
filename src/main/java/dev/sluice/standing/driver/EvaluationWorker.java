package dev.sluice.standing.driver;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.EvaluationQueueRows;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The live driver of the fold: woken by intake, and by the clock for people for whom only time changes something. */
@Component
class EvaluationWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(EvaluationWorker.class);
    private static final int BATCH = 2_000;
    private static final int DUE = 1_000;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration SWEEP = Duration.ofSeconds(2);

    private final Evaluation evaluation;
    private final EvaluationQueueRows queue;
    private final EvaluationWakeup wakeup;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(this::run);

    EvaluationWorker(
            Evaluation evaluation,
            EvaluationQueueRows queue,
            EvaluationWakeup wakeup,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.evaluation = evaluation;
        this.queue = queue;
        this.wakeup = wakeup;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    private void run() {
        Instant sweep = Instant.EPOCH;
        while (running) {
            try {
                drain(wakeup.await(INTERVAL));
                Instant now = clock.instant();
                if (Duration.between(sweep, now).abs().compareTo(SWEEP) >= 0) {
                    sweep = now;
                    drain(workspaces.ids());
                    for (int workspace : workspaces.ids()) {
                        while (running && evaluation.due(workspace, DUE) == DUE) {
                            // until no one is due
                        }
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (TransactionException
                    | DataAccessResourceFailureException
                    | TransientDataAccessException unavailable) {
                log.warn("the database does not answer; evaluation goes on when it does");
                pause();
            } catch (RuntimeException failure) {
                log.error("an evaluation failed", failure);
                pause();
            }
        }
    }

    private void drain(Collection<Integer> woken) {
        for (int workspace : woken) {
            int batch = BATCH;
            boolean more = true;
            while (more && running) {
                try {
                    more = evaluation.queued(workspace, batch) == batch;
                    batch = Math.min(BATCH, batch * 2);
                } catch (TransactionException
                        | DataAccessResourceFailureException
                        | TransientDataAccessException unavailable) {
                    wakeup.up(workspace);
                    throw unavailable;
                } catch (RuntimeException failure) {
                    if (batch == 1) {
                        log.error("a signal could not be folded and is set aside", failure);
                        tenancy.in(workspace, () -> queue.park(workspace));
                    }
                    // what fails is narrowed down to one signal
                    batch = Math.max(1, batch / 8);
                    more = true;
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("driver").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join(10_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
