package dev.sluice.handoff;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.PeriodicWorker;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Lets response clocks run out, and from time to time looks for leads that have the wrong owner or none. */
@Component
class ResponseClockMonitor extends PeriodicWorker {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final ResponseClocks clocks;
    private final LeadAssignments leads;
    private final FlagReviews looks;
    private final OwnershipChecks incidents;
    private final Escalation escalation;
    private final Funnels funnels;
    private final Standings standings;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ResponseClockMonitor(
            ResponseClocks clocks,
            LeadAssignments leads,
            FlagReviews looks,
            OwnershipChecks incidents,
            Escalation escalation,
            Funnels funnels,
            Standings standings,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        super("watch");
        this.clocks = clocks;
        this.leads = leads;
        this.looks = looks;
        this.incidents = incidents;
        this.escalation = escalation;
        this.funnels = funnels;
        this.standings = standings;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Override
    protected void round() throws InterruptedException {
        Thread.sleep(BEAT);
        each(workspaces.ids(), workspace -> {
            while (isRunning() && fire(workspace) == BATCH) {
                // until nothing is due
            }
        });
    }

    @Bean
    RecurringTask<Void> leadCheckTask() {
        return RecurringTasks.LEAD_CHECK.eachWorkspace(workspaces::ids, this::check);
    }

    /** Does what clocks that have run out ask for; returns how many there were. */
    int fire(int workspace) {
        return tenancy.in(workspace, () -> {
            List<ResponseClocks.DueClock> due = clocks.take(workspace, clock.instant(), BATCH);
            if (!due.isEmpty()) {
                escalation.follow(workspace, due);
                clocks.ranOut(workspace, due, clock.instant());
            }
            return due.size();
        });
    }

    /** Finds leads that are in the wrong hands or in nobody's, puts them right and keeps what was wrong. */
    void check(int workspace) {
        for (DefinitionRun run : tenancy.read(workspace, () -> funnels.active(workspace))) {
            HandoffPolicy hands = HandoffPolicy.of(run);
            List<Long> astray = incidents.astray(workspace, hands, BATCH);
            while (isRunning() && !astray.isEmpty()) {
                List<Long> found = astray;
                tenancy.in(workspace, () -> {
                    Map<Long, Standing> now = standings.of(workspace, run, found);
                    leads.settle(workspace, hands, now);
                    incidents.gone(workspace, run, found, now.keySet());
                });
                astray = found.size() < BATCH ? List.of() : incidents.astray(workspace, hands, BATCH);
            }
        }
        tenancy.in(workspace, () -> looks.end(workspace, null, Set.of()));
        incidents.repair(workspace);
    }
}
