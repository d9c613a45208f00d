package dev.sluice.handoff;

import dev.sluice.handoff.ClockRecalculationRows.MovedClock;
import dev.sluice.handoff.ClockRecalculationRows.WorkingClock;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.workhours.AvailabilityChanged;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Moves running response clocks when holidays, working hours or absences change, as if they had been known when the
 * clocks started. A clock that is due in the future again has not run out.
 */
@Component
class ClockRecalculation {
    private final ClockRecalculationRows rows;
    private final LeadAssignmentRows leads;
    private final TeamRotation rotation;
    private final TodayUpdates updates;
    private final InstantSource clock;

    ClockRecalculation(
            ClockRecalculationRows rows,
            LeadAssignmentRows leads,
            TeamRotation rotation,
            TodayUpdates updates,
            InstantSource clock) {
        this.rows = rows;
        this.leads = leads;
        this.rotation = rotation;
        this.updates = updates;
        this.clock = clock;
    }

    @EventListener
    void on(AvailabilityChanged event) {
        int workspace = event.workspace();
        WorkingTime time = new WorkingTime(owner -> rotation.calendar(workspace, owner));
        List<MovedClock> moved = new ArrayList<>();
        for (WorkingClock running : rows.running(workspace, event.user())) {
            Instant due = time.after(true, running.ownerId(), running.startedAt(), running.within());
            if (!due.equals(running.dueAt())) {
                moved.add(moved(time, running, due));
            }
        }
        if (!moved.isEmpty()) {
            rows.move(workspace, moved);
            Set<Long> people = moved.stream().map(MovedClock::person).collect(Collectors.toSet());
            leads.next(workspace, people);
            moved.stream().map(MovedClock::owner).distinct().forEach(owner -> updates.changed(workspace, owner));
        }
    }

    private MovedClock moved(WorkingTime time, WorkingClock running, Instant due) {
        boolean again = due.isAfter(clock.instant());
        Instant fire = due;
        for (int step = 0; step < running.step() && !again; step++) {
            fire = time.after(true, running.ownerId(), fire, running.within());
        }
        return new MovedClock(running.id(), running.personId(), running.ownerId(), running.dueAt(), due, fire, again);
    }
}
