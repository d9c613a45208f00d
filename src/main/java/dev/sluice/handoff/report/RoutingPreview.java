package dev.sluice.handoff.report;

import dev.sluice.handoff.routing.Router;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows where routing would send a person now, without assigning them. */
@Component
class RoutingPreview {
    /** What routing would do in one funnel. */
    record PreviewedRoute(DefinitionRun run, RoutingDecision decision) {
        String owner() {
            return decision.candidates().stream()
                    .filter(candidate -> candidate.passedOver().isEmpty())
                    .map(RoutingDecision.Candidate::name)
                    .findFirst()
                    .orElse("nobody");
        }
    }

    private final Router router;
    private final Funnels funnels;
    private final Standings standings;
    private final Tenancy tenancy;
    private final InstantSource clock;

    RoutingPreview(Router router, Funnels funnels, Standings standings, Tenancy tenancy, InstantSource clock) {
        this.router = router;
        this.funnels = funnels;
        this.standings = standings;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** One route for each funnel in which the person has a standing. */
    List<PreviewedRoute> of(int workspace, long person) {
        return tenancy.in(
                workspace,
                () -> funnels.active(workspace).stream()
                        .flatMap(run -> standings.of(workspace, run, List.of(person)).values().stream()
                                .map(standing -> new PreviewedRoute(
                                        run, router.tryOn(workspace, run, person, standing, clock.instant()))))
                        .toList());
    }
}
