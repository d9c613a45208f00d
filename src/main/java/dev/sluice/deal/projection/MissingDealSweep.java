package dev.sluice.deal.projection;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.ActivePipelines;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Pipeline;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Workspaces;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks for people who stand where the definition opens deals and have none: those who stood there
 * already when a version with that pipeline began to decide. Deals of an owner who joined later become theirs.
 */
@Component
class MissingDealSweep {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ActivePipelines ways;
    private final DealOpener opening;
    private final Standings standings;
    private final Projection projection;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    MissingDealSweep(
            JdbcClient jdbc,
            ActivePipelines ways,
            DealOpener opening,
            Standings standings,
            Projection projection,
            Workspaces workspaces,
            Tenancy tenancy) {
        this.jdbc = jdbc;
        this.ways = ways;
        this.opening = opening;
        this.standings = standings;
        this.projection = projection;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    @Bean
    RecurringTask<Void> missingDealsTask() {
        return RecurringTasks.MISSING_DEALS.eachWorkspace(workspaces::ids, this::look);
    }

    void look(int workspace) {
        tenancy.in(workspace, () -> projection.matchOwners(workspace));
        for (ActivePipeline way : ways.of(workspace)) {
            if (!way.pipeline().opensAt().isEmpty()) {
                tenancy.in(workspace, () -> {
                    List<Long> without = without(workspace, way.run(), way.pipeline());
                    opening.settle(workspace, way.run(), standings.of(workspace, way.run(), without));
                });
            }
        }
    }

    private List<Long> without(int workspace, DefinitionRun run, Pipeline pipeline) {
        List<Integer> stages = new ArrayList<>();
        for (int i = run.position(pipeline.opensAt());
                i < run.definition().stages().size();
                i++) {
            if (run.definition().stages().get(i).layer() != Layer.RETAIN) {
                stages.add(i);
            }
        }
        return jdbc.sql("""
                        SELECT s.person FROM unnest(?::bigint[]) AS s(person)
                        WHERE NOT EXISTS (SELECT FROM deal d WHERE d.workspace_id = ? AND d.person_id = s.person
                                          AND d.funnel_id = ? AND d.pipeline = ? AND d.state <> 'unopened')
                        LIMIT ?""")
                .params(SqlArray.bigint(standings.peopleIn(workspace, run, stages)), workspace)
                .params(run.funnel(), pipeline.id(), BATCH)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
