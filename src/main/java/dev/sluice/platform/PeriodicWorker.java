package dev.sluice.platform;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Work that a module does round after round on a thread of its own, from the start of Sluice to its end. A round that
 * fails is told and the next one comes; while the database is away rounds fail quietly.
 */
public abstract class PeriodicWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PeriodicWorker.class);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private final String name;
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(this::run);

    /** The name of the work, as the thread bears it and the log tells it: "outreach". */
    protected PeriodicWorker(String name) {
        this.name = name;
    }

    /** Waits for its time, then does what is due; long work looks at {@link #isRunning} now and then. */
    protected abstract void round() throws InterruptedException;

    /** Called once after the last round. */
    protected void ended() {}

    /** The work for one workspace after the other: what fails in one does not keep the next one waiting. */
    protected final void each(Iterable<Integer> workspaces, IntConsumer work) {
        for (int workspace : workspaces) {
            try {
                work.accept(workspace);
            } catch (RuntimeException failure) {
                failed(name, failure);
            }
        }
    }

    private void run() {
        while (running) {
            try {
                round();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                failed(name, failure);
            }
        }
    }

    static void failed(String name, RuntimeException failure) {
        switch (failure) {
            case TransactionException away -> log.debug("{} waits for the database", name, away);
            case DataAccessResourceFailureException away -> log.debug("{} waits for the database", name, away);
            case TransientDataAccessException away -> log.debug("{} waits for the database", name, away);
            default -> log.error("a round of {} failed; it goes on with the next", name, failure);
        }
    }

    @Override
    public final void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    @Override
    public final void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(LAST_ROUND);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        ended();
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
