package dev.sluice.funnel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the routing rule of a lead. Pure: which rep of its target is available is decided elsewhere. */
public final class RouteMatcher {

    private RouteMatcher() {}

    /**
     * The first rule that applies; null where the definition has none that does.
     *
     * @param extra traits that no signal sets, such as {@code company_has_owner}; they win over the standing's
     * @param now microseconds
     */
    public static Definition.@Nullable Route choose(Definition d, Standing s, Map<String, Object> extra, long now) {
        FoldStep step = new FoldStep(d, s);
        StandingBuilder draft = step.draft();
        Map<String, Object> traits = new HashMap<>(draft.traits);
        traits.putAll(extra);
        draft.traits = traits;
        CriterionExplainer explainer = new CriterionExplainer(step.plan(), draft, now, LogPosition.START);
        for (Definition.Route rule : d.routing()) {
            if (rule.otherwise() || explainer.met(rule.when())) {
                return rule;
            }
        }
        return null;
    }
}
