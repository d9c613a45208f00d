package dev.sluice.funnel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which routing rule a lead falls to. Pure: who of its target is free is not asked here. */
public final class RouteMatcher {

    private RouteMatcher() {}

    /**
     * The first rule that applies; null where the definition has none that does.
     *
     * @param known traits that are no signal's, such as {@code company_has_owner}; they win over the standing's
     * @param now microseconds
     */
    public static Definition.@Nullable Route choose(Definition d, Standing s, Map<String, Object> known, long now) {
        FoldStep step = new FoldStep(d, s);
        StandingBuilder draft = step.draft();
        Map<String, Object> traits = new HashMap<>(draft.traits);
        traits.putAll(known);
        draft.traits = traits;
        CriterionExplainer account = new CriterionExplainer(step.plan(), draft, now, LogPosition.START);
        for (Definition.Route rule : d.routing()) {
            if (rule.otherwise() || account.met(rule.when())) {
                return rule;
            }
        }
        return null;
    }
}
