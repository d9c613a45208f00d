package dev.sluice.deal;

import dev.sluice.platform.database.SqlArray;
import dev.sluice.standing.Funnels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The pipelines by which a workspace's deals are worked now. */
@Component
public class ActivePipelines {
    /** Every stage of these pipelines as rows: what SQL needs to know of the definition. */
    static final String SQL = """
            way AS (SELECT * FROM unnest(:funnels::int[], :pipelines::text[], :stages::text[], :positions::int[], :odds::int[],
                                         :limits::bigint[], :quiets::bigint[], :graces::bigint[])
                    AS w(funnel_id, pipeline, stage, position, probability, limit_s, quiet_s, grace_s))
            """;

    private final Funnels funnels;

    ActivePipelines(Funnels funnels) {
        this.funnels = funnels;
    }

    public List<ActivePipeline> of(int workspace) {
        return funnels.active(workspace).stream()
                .flatMap(
                        run -> run.definition().pipelines().stream().map(pipeline -> new ActivePipeline(run, pipeline)))
                .toList();
    }

    public static Optional<ActivePipeline> of(List<ActivePipeline> ways, int funnel, String pipeline) {
        return ways.stream()
                .filter(way ->
                        way.run().funnel() == funnel && way.pipeline().id().equals(pipeline))
                .findFirst();
    }

    /** Gives a statement with {@link #SQL} its parameters. */
    static StatementSpec in(StatementSpec statement, List<ActivePipeline> ways) {
        List<Integer> funnels = new ArrayList<>();
        List<String> pipelines = new ArrayList<>();
        List<String> stages = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<Integer> odds = new ArrayList<>();
        List<Long> limits = new ArrayList<>();
        List<Long> quiets = new ArrayList<>();
        List<Long> graces = new ArrayList<>();
        for (ActivePipeline way : ways) {
            for (var stage : way.pipeline().stages()) {
                funnels.add(way.run().funnel());
                pipelines.add(way.pipeline().id());
                stages.add(stage.id());
                positions.add(way.pipeline().position(stage.id()));
                odds.add(stage.probability());
                limits.add(stage.limit().toSeconds());
                quiets.add(way.pipeline().quiet().toSeconds());
                graces.add(way.pipeline().decideWithin().toSeconds());
            }
        }
        return statement
                .param("funnels", integers(funnels))
                .param("pipelines", SqlArray.text(pipelines))
                .param("stages", SqlArray.text(stages))
                .param("positions", integers(positions))
                .param("odds", integers(odds))
                .param("limits", SqlArray.bigint(limits))
                .param("quiets", SqlArray.bigint(quiets))
                .param("graces", SqlArray.bigint(graces));
    }

    private static SqlArray integers(List<Integer> values) {
        return SqlArray.integer(values.stream().mapToInt(Integer::intValue).toArray());
    }
}
