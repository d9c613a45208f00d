package dev.sluice.funnel;

import java.util.Map;

/** placeholder */
final class Checks {
    Checks(Definition d, Surroundings s, Findings f, Map<String, Yaml> places) {}

    void run() {}

    static boolean onlyTraits(Criterion c) {
        return switch (c) {
            case Criterion.All _, Criterion.Any _, Criterion.None _ ->
                Plan.parts(c).stream().allMatch(Checks::onlyTraits);
            case Criterion.OfTrait _, Criterion.Identified _ -> true;
            case Criterion.Happened _,
                    Criterion.Fit _,
                    Criterion.Engagement _,
                    Criterion.Flagged _,
                    Criterion.InStage _,
                    Criterion.Reached _ -> false;
        };
    }
}
