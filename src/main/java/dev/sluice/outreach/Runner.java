package dev.sluice.outreach;

import dev.sluice.platform.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Does what is due: first touches at once, then the steps of sequences, a batch a transaction. */
@Component
class Runner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    static final int BATCH = 500;

    private final FirstTouches firstTouches;
    private final Walk walk;
    private final MorningMail mornings;
    private final Wake wake;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(this::run);

    Runner(
            FirstTouches firstTouches,
            Walk walk,
            MorningMail mornings,
            Wake wake,
            Workspaces workspaces,
            Tenancy tenancy) {
        this.firstTouches = firstTouches;
        this.walk = walk;
        this.mornings = mornings;
        this.wake = wake;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    private void run() {
        while (running) {
            try {
                wake.await(BEAT);
                for (int workspace : workspaces.ids()) {
                    while (running && due(workspace) > 0) {
                        // until nothing is due
                    }
                }
                mornings.round();
            } catch (InterruptedException stopped) {
                return;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                log.debug("outreach waits for the database", away);
            } catch (RuntimeException failure) {
                log.error("a round of outreach failed; it goes on with the next", failure);
            }
        }
    }

    /** Does one batch of what is due in the workspace; returns how much there was. */
    int due(int workspace) {
        return tenancy.in(workspace, () -> firstTouches.due(workspace, BATCH) + walk.due(workspace, BATCH));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outreach").daemon().start(this::run);
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
