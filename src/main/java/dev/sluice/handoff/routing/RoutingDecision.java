package dev.sluice.handoff.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routing decided about one lead.
 *
 * @param owner null where nobody can be found
 * @param rule the rule's text, as the definition has it
 * @param candidates everybody who could have had it, with why they were passed over; "" for who was chosen
 */
public record RoutingDecision(@Nullable Integer owner, String team, String rule, int line, List<Candidate> candidates) {

    /** What somebody decided themselves. */
    public static RoutingDecision byHand(int owner, String team) {
        return new RoutingDecision(owner, team, "", 0, List.of());
    }

    /** Somebody who was considered. */
    public record Candidate(int user, String name, long open, String passedOver) {}
}
