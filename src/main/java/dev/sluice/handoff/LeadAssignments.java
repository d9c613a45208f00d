package dev.sluice.handoff;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.LeadAssignment.AssignmentState;
import dev.sluice.handoff.ResponseClocks.ClockStart;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.StandingsChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Assigns leads to sales and releases them, in the transaction of the decision that caused it: a reader who sees that a
 * gate has opened also sees an owner and a running clock.
 */
@Component
public class LeadAssignments {
    /** Hand-offs older than this were backfilled or imported and start no response clock. */
    static final Duration BACKFILLED = Duration.ofHours(12);

    private final LeadAssignmentRows rows;
    private final LeadHandoff handoff;
    private final LeadReleases releases;
    private final ResponseClocks clocks;
    private final FlagReviews reviews;
    private final TodayUpdates updates;
    private final InstantSource clock;

    LeadAssignments(
            LeadAssignmentRows rows,
            LeadHandoff handoff,
            LeadReleases releases,
            ResponseClocks clocks,
            FlagReviews reviews,
            TodayUpdates updates,
            InstantSource clock) {
        this.rows = rows;
        this.handoff = handoff;
        this.releases = releases;
        this.clocks = clocks;
        this.reviews = reviews;
        this.updates = updates;
        this.clock = clock;
    }

    @EventListener
    void on(StandingsChanged event) {
        HandoffPolicy policy = HandoffPolicy.of(event.run());
        Map<Long, Standing> people = new LinkedHashMap<>();
        for (StandingsChanged.StandingChange change : event.people()) {
            if (policy.stage(change.after()) != null
                    || change.before() == null
                    || policy.stage(change.before()) != null) {
                people.put(change.person(), change.after());
            }
        }
        align(event.workspace(), policy, people);
    }

    /** Makes the assignments of these people agree with their standings. */
    public void align(int workspace, HandoffPolicy policy, Map<Long, Standing> people) {
        if (people.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<Long, LeadAssignment> assigned = rows.of(workspace, policy.run().funnel(), people.keySet());
        List<EnteringLead> entering = new ArrayList<>();
        List<ContinuingLead> continuing = new ArrayList<>();
        List<Long> leaving = new ArrayList<>();
        people.forEach((person, standing) -> {
            LeadAssignment lead = assigned.get(person);
            Stage stage = policy.stage(standing);
            boolean flagged = stage != null && policy.state(stage) == AssignmentState.FLAGGED;
            if (stage == null || (flagged && lead != null && lead.state() != AssignmentState.FLAGGED)) {
                if (lead != null) {
                    leaving.add(person);
                }
            } else if (lead == null) {
                Instant since = flagged ? FlagReviews.newest(standing, Set.of()) : Time.instant(standing.enteredAt());
                if (since != null && (!flagged || recent(since, now))) {
                    entering.add(new EnteringLead(person, stage, standing, since));
                }
            } else {
                continuing.add(ContinuingLead.of(policy, lead, stage, standing));
            }
        });
        entering.removeAll(reviews.reviewed(workspace, policy, entering));
        handoff.assign(workspace, policy, entering, now);
        update(
                workspace,
                policy.run(),
                continuing.stream().filter(ContinuingLead::changed).toList(),
                now);
        releases.release(workspace, policy.run().funnel(), leaving, now);
    }

    /** Whether that was recent enough for a response clock. */
    static boolean recent(Instant at, Instant now) {
        return at.isAfter(now.minus(BACKFILLED));
    }

    private void update(int workspace, DefinitionRun run, List<ContinuingLead> leads, Instant now) {
        if (leads.isEmpty()) {
            return;
        }
        rows.move(workspace, leads.stream().map(ContinuingLead::lead).toList());
        List<Long> offered = leads.stream()
                .filter(ContinuingLead::offered)
                .map(change -> change.lead().person())
                .toList();
        if (!offered.isEmpty()) {
            clocks.cancel(workspace, run.funnel(), offered, now); // what they ask for now is more urgent
        }
        List<ClockStart> starts = new ArrayList<>();
        for (ContinuingLead change : leads) {
            LeadAssignment lead = change.lead();
            if (change.offered() && recent(lead.since(), now)) {
                starts.add(new ClockStart(lead.person(), HandoffPolicy.INBOUND, lead.owner(), lead.since()));
            } else if (change.raised() != null && recent(change.raised(), now)) {
                starts.add(new ClockStart(lead.person(), HandoffPolicy.FLAGGED, lead.owner(), now));
            }
        }
        clocks.start(workspace, run, starts);
        rows.next(
                workspace, leads.stream().map(change -> change.lead().person()).toList());
        leads.forEach(change -> updates.changed(workspace, change.lead().owner()));
    }
}
