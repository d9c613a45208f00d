package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Pipeline;
import dev.sluice.insight.forecast.WeightedPipeline.Chance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chance that an open deal is won: as the definition says, and as own history does. */
final class WinProbabilities {
    private static final int ENOUGH = 20;

    /** A stay in a stage by a deal that has closed since: how many days it lasted, and whether the deal was won. */
    record StageStay(String pipeline, String stage, double days, boolean won) {}

    private final Definition definition;
    private final Map<String, List<StageStay>> stays = new HashMap<>();

    WinProbabilities(Definition definition, List<StageStay> history) {
        this.definition = definition;
        history.forEach(stay -> stays.computeIfAbsent(key(stay.pipeline(), stay.stage()), key -> new ArrayList<>())
                .add(stay));
    }

    private static String key(String pipeline, String stage) {
        return pipeline + "/" + stage;
    }

    Chance byDefinition(OpenDeal deal) {
        Pipeline pipeline = definition.pipeline(deal.pipeline());
        Pipeline.PipelineStage stage = pipeline == null ? null : pipeline.stage(deal.stage());
        return stage == null
                ? new Chance(0, 0, "its stage is not in the definition")
                : new Chance(stage.probability() / 100.0, 0, "the definition's");
    }

    /** Of the stays in this stage that had lasted at least as long, the share that was won. */
    Chance byHistory(OpenDeal deal) {
        List<StageStay> all = stays.getOrDefault(key(deal.pipeline(), deal.stage()), List.of());
        List<StageStay> asOld =
                all.stream().filter(stay -> stay.days() >= deal.age()).toList();
        if (asOld.size() >= ENOUGH) {
            return of(asOld, "of those as long in this stage");
        }
        return all.size() >= ENOUGH ? of(all, "of all that were in this stage") : byDefinition(deal);
    }

    private static Chance of(List<StageStay> stays, String reason) {
        long won = stays.stream().filter(StageStay::won).count();
        return new Chance((double) won / stays.size(), stays.size(), reason);
    }
}
