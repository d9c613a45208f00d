package dev.sluice.handoff;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.handoff.LeadDecisionRows.SalesDecision;
import dev.sluice.handoff.routing.Router;
import dev.sluice.standing.SignalsFolded;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records what sales decides about its leads, and what the first response of a human ends, from folded signals. */
@Component
class SalesDecisions {
    private final LeadAssignmentRows leads;
    private final LeadDecisionRows rows;
    private final LeadReleases releases;
    private final Router router;
    private final ResponseClocks clocks;
    private final FlagReviews reviews;
    private final InstantSource clock;

    SalesDecisions(
            LeadAssignmentRows leads,
            LeadDecisionRows rows,
            LeadReleases releases,
            Router router,
            ResponseClocks clocks,
            FlagReviews reviews,
            InstantSource clock) {
        this.leads = leads;
        this.rows = rows;
        this.releases = releases;
        this.router = router;
        this.clocks = clocks;
        this.reviews = reviews;
        this.clock = clock;
    }

    @EventListener
    void on(SignalsFolded event) {
        int workspace = event.workspace();
        Set<Long> rejected = record(workspace, event.news());
        Map<Long, Instant> responses = clocks.met(workspace, event.news());
        releases.answered(workspace, responses);
        Set<Long> answered = new TreeSet<>(responses.keySet());
        answered.addAll(rejected);
        if (!rejected.isEmpty()) {
            releases.giveUp(workspace, rejected, clock.instant());
        }
        if (!answered.isEmpty()) {
            reviews.end(workspace, answered, rejected);
        }
        releases.merge(workspace, event.again(), clock.instant());
    }

    /** Returns the people who were rejected. */
    private Set<Long> record(int workspace, Map<Long, List<FoldSignal>> signals) {
        Map<Long, List<SalesDecision>> decisions = new TreeMap<>();
        signals.forEach((person, added) -> {
            List<SalesDecision> ofPerson = new ArrayList<>();
            for (FoldSignal signal : added) {
                if (signal.kind().equals(HandoffSignals.ACCEPTED.name())) {
                    ofPerson.add(new SalesDecision(person, true, null, signal.at()));
                } else if (signal.kind().equals(HandoffSignals.REJECTED.name())) {
                    ofPerson.add(new SalesDecision(person, false, signal.subject(), signal.at()));
                }
            }
            if (!ofPerson.isEmpty()) {
                decisions.put(person, ofPerson);
            }
        });
        if (decisions.isEmpty()) {
            return Set.of();
        }
        Set<Long> rejected = new TreeSet<>();
        decisions.keySet().retainAll(leads.held(workspace, decisions.keySet()));
        decisions.values().stream().flatMap(List::stream).forEach(decision -> {
            List<Integer> owners = rows.decide(workspace, decision);
            if (decision.accepted()) {
                owners.forEach(owner -> router.owns(workspace, decision.person(), owner, clock.instant()));
            } else {
                rejected.add(decision.person());
            }
        });
        return rejected;
    }
}
