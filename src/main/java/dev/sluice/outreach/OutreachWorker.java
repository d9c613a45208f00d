package dev.sluice.outreach;

import dev.sluice.outreach.enrolment.SequenceRunner;
import dev.sluice.outreach.enrolment.SequenceWakeup;
import dev.sluice.outreach.firsttouch.FirstTouchPlanner;
import dev.sluice.platform.PeriodicWorker;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.sending.SendingPause;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Runs what is due: first touches at once, then the steps of sequences, a batch a transaction. */
@Component
public class OutreachWorker extends PeriodicWorker {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    static final int BATCH = 500;

    private final FirstTouchPlanner firstTouches;
    private final SequenceRunner sequences;
    private final SequenceWakeup wakeup;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final SendingPause pause;

    OutreachWorker(
            FirstTouchPlanner firstTouches,
            SequenceRunner sequences,
            SequenceWakeup wakeup,
            Workspaces workspaces,
            Tenancy tenancy,
            SendingPause pause) {
        super("outreach");
        this.firstTouches = firstTouches;
        this.sequences = sequences;
        this.wakeup = wakeup;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.pause = pause;
    }

    @Override
    protected void round() throws InterruptedException {
        wakeup.await(INTERVAL);
        each(pause.unlessPaused(workspaces::ids).get(), workspace -> {
            while (isRunning() && due(workspace) > 0) {
                // until nothing is due
            }
        });
    }

    /** Runs one batch of what is due in the workspace; returns its size. */
    public int due(int workspace) {
        return tenancy.in(workspace, () -> firstTouches.due(workspace, BATCH) + sequences.due(workspace, BATCH));
    }
}
