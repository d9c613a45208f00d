package dev.sluice.handoff.reconciliation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.FlagReviews;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.LeadAssignments;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Workspaces;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Looks from time to time for leads with a wrong owner or none, and assigns them. */
@Component
class OwnershipMonitor {
    private static final int BATCH = 500;

    private final LeadAssignments assignments;
    private final FlagReviews reviews;
    private final OwnershipChecks checks;
    private final Funnels funnels;
    private final Standings standings;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    OwnershipMonitor(
            LeadAssignments assignments,
            FlagReviews reviews,
            OwnershipChecks checks,
            Funnels funnels,
            Standings standings,
            Workspaces workspaces,
            Tenancy tenancy) {
        this.assignments = assignments;
        this.reviews = reviews;
        this.checks = checks;
        this.funnels = funnels;
        this.standings = standings;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    @Bean
    RecurringTask<Void> leadCheckTask() {
        return RecurringTasks.LEAD_CHECK.eachWorkspace(workspaces::ids, this::check);
    }

    void check(int workspace) {
        for (DefinitionRun run : tenancy.read(workspace, () -> funnels.active(workspace))) {
            HandoffPolicy policy = HandoffPolicy.of(run);
            List<Long> misassigned = checks.misassigned(workspace, policy, BATCH);
            while (!misassigned.isEmpty() && !Thread.currentThread().isInterrupted()) {
                List<Long> found = misassigned;
                tenancy.in(workspace, () -> {
                    Map<Long, Standing> now = standings.of(workspace, run, found);
                    assignments.align(workspace, policy, now);
                    checks.removeStale(workspace, run, found, now.keySet());
                });
                misassigned = found.size() < BATCH ? List.of() : checks.misassigned(workspace, policy, BATCH);
            }
            checks.reroute(workspace, run);
        }
        tenancy.in(workspace, () -> reviews.end(workspace, null, Set.of()));
        checks.repair(workspace);
    }
}
