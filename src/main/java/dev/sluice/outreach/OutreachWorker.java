package dev.sluice.outreach;

import dev.sluice.outreach.enrolment.SequenceRunner;
import dev.sluice.outreach.enrolment.SequenceWakeup;
import dev.sluice.platform.PeriodicWorker;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Does what is due: first touches at once, then the steps of sequences, a batch a transaction. */
@Component
public class OutreachWorker extends PeriodicWorker {
    private static final Duration BEAT = Duration.ofMillis(500);
    static final int BATCH = 500;

    private final FirstTouches firstTouches;
    private final SequenceRunner walk;
    private final SequenceWakeup wake;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    OutreachWorker(
            FirstTouches firstTouches,
            SequenceRunner walk,
            SequenceWakeup wake,
            Workspaces workspaces,
            Tenancy tenancy) {
        super("outreach");
        this.firstTouches = firstTouches;
        this.walk = walk;
        this.wake = wake;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    @Override
    protected void round() throws InterruptedException {
        wake.await(BEAT);
        each(workspaces.ids(), workspace -> {
            while (isRunning() && due(workspace) > 0) {
                // until nothing is due
            }
        });
    }

    /** Does one batch of what is due in the workspace; returns how much there was. */
    public int due(int workspace) {
        return tenancy.in(workspace, () -> firstTouches.due(workspace, BATCH) + walk.due(workspace, BATCH));
    }
}
