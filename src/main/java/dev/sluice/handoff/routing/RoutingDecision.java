package dev.sluice.handoff.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routing decided about one lead.
 *
 * @param owner null where no one can be found
 * @param rule the rule's text, as the definition has it
 * @param candidates everyone who could get it, with the reason why not; "" for the owner
 */
public record RoutingDecision(@Nullable Integer owner, String team, String rule, int line, List<Candidate> candidates) {

    /** A user's own choice. */
    public static RoutingDecision byHand(int owner, String team) {
        return new RoutingDecision(owner, team, "", 0, List.of());
    }

    /** A user who was considered. */
    public record Candidate(int user, String name, long open, String passedOver) {}
}
