package dev.sluice.link;

import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The beat at which opens and clicks that have waited long enough become signals. */
@Component
class Settling implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Settling.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final Hits hits;
    private final Workspaces workspaces;
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(this::run);

    Settling(Hits hits, Workspaces workspaces) {
        this.hits = hits;
        this.workspaces = workspaces;
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(BEAT);
                for (int workspace : workspaces.ids()) {
                    while (running && hits.settle(workspace, BATCH) == BATCH) {
                        // until nothing is due
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                log.debug("the links of mails wait for the database", away);
            } catch (RuntimeException failure) {
                log.error("settling the links of mails failed and goes on", failure);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("links").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
