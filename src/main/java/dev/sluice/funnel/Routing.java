package dev.sluice.funnel;

import dev.sluice.funnel.Explanation.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which routing rule a lead falls to. Pure: who of its target is free is not asked here. */
public final class Routing {

    /** A rule that was tried, and how far it applied. */
    public record Tried(Definition.Route rule, Part part) {}

    /**
     * @param rule the first rule that applies; null where the definition has none that does
     * @param passedOver the rules above it, in their order
     */
    public record Chosen(Definition.@Nullable Route rule, List<Tried> passedOver) {}

    private Routing() {}

    /**
     * @param known traits that are no signal's, such as {@code company_has_owner}; they win over the standing's
     * @param now microseconds
     */
    public static Chosen choose(Definition d, Standing s, Map<String, Object> known, long now) {
        Step step = new Step(d, s);
        Draft draft = step.draft();
        Map<String, Object> traits = new HashMap<>(draft.traits);
        traits.putAll(known);
        draft.traits = traits;
        Account account = new Account(step.plan(), draft, now, Mark.START);
        List<Tried> passedOver = new ArrayList<>();
        for (Definition.Route rule : d.routing()) {
            Part part = account.part(rule.when());
            if (rule.otherwise() || part.met()) {
                return new Chosen(rule, List.copyOf(passedOver));
            }
            passedOver.add(new Tried(rule, part));
        }
        return new Chosen(null, List.copyOf(passedOver));
    }
}
