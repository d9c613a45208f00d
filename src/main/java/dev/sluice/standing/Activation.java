package dev.sluice.standing;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Activating a definition is a replay followed by a switch: its standings are built beside the deciding ones, people
 * who were evaluated meanwhile are folded once more, and then one row names the new run.
 */
@Component
class Activation {
    private static final String NAME = "activation";
    private static final int FEW = 200;

    private final ReplayTarget target;
    private final FunnelRows funnels;
    private final DefinitionRuns runs;
    private final LedgerRows ledger;
    private final Replay replay;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Activation(
            ReplayTarget target,
            FunnelRows funnels,
            DefinitionRuns runs,
            LedgerRows ledger,
            Replay replay,
            Tenancy tenancy,
            InstantSource clock) {
        this.target = target;
        this.funnels = funnels;
        this.runs = runs;
        this.ledger = ledger;
        this.replay = replay;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class ActivationCalendar {
        @Bean
        OneTimeTask<Void> activationTask(Activation activation) {
            return Tasks.oneTime(NAME, Void.class).execute((instance, context) -> {
                String[] id = instance.getId().split("/");
                activation.run(Integer.parseInt(id[0]), Integer.parseInt(id[1]));
            });
        }
    }

    static TaskInstance<Void> task(int workspace, int run) {
        return new TaskInstance<>(NAME, workspace + "/" + run);
    }

    /** Safe to run again after a crash: it starts by clearing what an earlier attempt left. */
    void run(int workspace, int id) {
        DefinitionRun run =
                tenancy.read(workspace, () -> runs.replaying(workspace).contains(id) ? runs.run(workspace, id) : null);
        if (run == null) {
            return;
        }
        boolean first = tenancy.in(workspace, () -> target.clear(workspace, run));
        replay.overAll(
                workspace,
                run.definition(),
                (histories, results, now) -> target.write(workspace, run, results, first, now),
                done -> tenancy.in(workspace, () -> {
                    funnels.progress(workspace, id, done);
                }));
        while (tenancy.in(workspace, () -> target.catchUp(workspace, run, first)) > FEW) {
            // until so few are left that others can wait while they are folded
        }
        tenancy.in(workspace, () -> {
            target.finish(workspace, run, first);
            activate(workspace, run);
        });
        tenancy.in(workspace, () -> target.removeOtherRuns(workspace, run));
    }

    /** Everyone who is elsewhere under the new version than under the old has that in the ledger. */
    private void activate(int workspace, DefinitionRun run) {
        Instant now = clock.instant();
        DefinitionRun old = runs.deciding(workspace, run.funnel());
        if (old != null) {
            ledger.restate(workspace, old, run, now);
        }
        funnels.activate(workspace, run.funnel(), run.id(), now);
    }
}
