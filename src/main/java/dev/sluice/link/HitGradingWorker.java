package dev.sluice.link;

import dev.sluice.platform.PeriodicWorker;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The beat at which opens and clicks that have waited long enough become signals. */
@Component
class HitGradingWorker extends PeriodicWorker {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final Hits hits;
    private final Workspaces workspaces;

    HitGradingWorker(Hits hits, Workspaces workspaces) {
        super("links");
        this.hits = hits;
        this.workspaces = workspaces;
    }

    @Override
    protected void round() throws InterruptedException {
        Thread.sleep(BEAT);
        each(workspaces.ids(), workspace -> {
            while (isRunning() && hits.settle(workspace, BATCH) == BATCH) {
                // until nothing is due
            }
        });
    }
}
