package dev.sluice.handoff;

import dev.sluice.platform.PeriodicWorker;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Fires response clocks that run out. */
@Component
public class ResponseClockMonitor extends PeriodicWorker {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final ResponseClocks clocks;
    private final Escalation escalation;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ResponseClockMonitor(
            ResponseClocks clocks, Escalation escalation, Workspaces workspaces, Tenancy tenancy, InstantSource clock) {
        super("watch");
        this.clocks = clocks;
        this.escalation = escalation;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Override
    protected void round() throws InterruptedException {
        Thread.sleep(INTERVAL);
        each(workspaces.ids(), workspace -> {
            while (isRunning() && fire(workspace) == BATCH) {
                // until nothing is due
            }
        });
    }

    /** Escalates the clocks that have run out; returns how many there were. */
    public int fire(int workspace) {
        return tenancy.insist(workspace, () -> {
            List<ResponseClocks.DueClock> due = clocks.claim(workspace, clock.instant(), BATCH);
            if (!due.isEmpty()) {
                escalation.follow(workspace, due);
                clocks.ranOut(workspace, due, clock.instant());
            }
            return due.size();
        });
    }
}
