package dev.sluice.handoff.routing;

import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.RoutingBatch.RoutingRequest;
import dev.sluice.person.Companies;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the owner of a lead: the first rule that applies names the target, and of the target's people gets it the one
 * whose turn it is among those who are available. The members of a team are locked until the transaction's end, so that
 * two decisions at once give two turns.
 */
@Component
public class Router {
    private final RouterRows rows;
    private final TeamRotation rotation;
    private final Companies companies;

    Router(RouterRows rows, TeamRotation rotation, Companies companies) {
        this.rows = rows;
        this.rotation = rotation;
        this.companies = companies;
    }

    /** Where a lead would go now; it takes no one's turn. */
    public RoutingDecision tryOn(int workspace, DefinitionRun run, long person, Standing standing, Instant now) {
        RoutingRequest request =
                new RoutingRequest(workspace, run, now, companies.of(workspace, List.of(person)), false);
        return new RoutingBatch(rows, rotation, request).route(person, standing, Set.of());
    }

    /** One decision after the other for leads that are handed off together; later ones see the turns of earlier ones. */
    public RoutingBatch batch(int workspace, DefinitionRun run, Collection<Long> people, Instant now) {
        rows.lock(workspace);
        RoutingRequest request = new RoutingRequest(workspace, run, now, companies.of(workspace, people), true);
        return new RoutingBatch(rows, rotation, request);
    }

    /** Whose turn it is in sales, without any rule; empty in a workspace without users. */
    public Optional<Integer> next(int workspace, Instant now) {
        return rotation.members(workspace, "sales", now).stream()
                .min(Comparator.comparing(Rep::absent).thenComparing(Rep::turn).thenComparing(Rep::user))
                .map(Rep::user);
    }

    /** Makes the owner of an accepted lead the owner of the lead's company, unless it has one. */
    public void owns(int workspace, long person, @Nullable Integer user, Instant now) {
        Long company = companies.of(workspace, List.of(person)).get(person);
        if (company != null && user != null) {
            rows.ownCompany(workspace, company, user, now);
        }
    }
}
