package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Pipeline;
import dev.sluice.insight.forecast.WeightedPipeline.Chance;
import dev.sluice.insight.history.OpenDeal;
import dev.sluice.insight.history.StageStay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chance that an open deal is won: as the definition says, and as own history does. */
final class WinProbabilities {
    private static final int ENOUGH = 20;

    /** The stays in one stage, the longest first; {@code won.get(n)} of the longest n were won. */
    private record StageStays(List<Double> days, List<Integer> won) {
        StageStays() {
            this(new ArrayList<>(), new ArrayList<>(List.of(0)));
        }

        void add(StageStay stay) {
            days.add(stay.days());
            won.add(won.getLast() + (stay.won() ? 1 : 0));
        }

        int all() {
            return days.size();
        }

        /** How many lasted at least so many days. */
        int lasting(double age) {
            int low = 0;
            int high = days.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (days.get(middle) >= age) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private final Definition definition;
    private final Map<String, StageStays> stages = new HashMap<>();

    WinProbabilities(Definition definition, List<StageStay> history) {
        this.definition = definition;
        history.stream()
                .sorted(StageStay.LONGEST_FIRST)
                .forEach(stay -> stages.computeIfAbsent(key(stay.pipeline(), stay.stage()), key -> new StageStays())
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

    /**
     * Of the stays in this stage that had lasted at least as long, the share that was won. A history without any loss
     * does not show how often deals are lost: then the definition is asked.
     */
    Chance byHistory(OpenDeal deal) {
        StageStays stays = stages.getOrDefault(key(deal.pipeline(), deal.stage()), new StageStays());
        if (stays.all() < ENOUGH || stays.won().getLast() == stays.all()) {
            return byDefinition(deal);
        }
        int asLong = stays.lasting(deal.age());
        return asLong >= ENOUGH
                ? of(stays.won().get(asLong), asLong, "of those as long in this stage")
                : of(stays.won().getLast(), stays.all(), "of all that were in this stage");
    }

    /** The share; where all or none were won, by the rule of succession (Laplace), for nothing is certain. */
    private static Chance of(int won, int n, String reason) {
        boolean oneSided = won == 0 || won == n;
        return new Chance(oneSided ? (won + 1.0) / (n + 2.0) : (double) won / n, n, reason);
    }
}
