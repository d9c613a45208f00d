package dev.sluice.standing.driver;

import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.Standing;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.StandingRows;
import dev.sluice.standing.StandingRows.Arrival;
import dev.sluice.standing.StandingRows.Write;
import dev.sluice.standing.StandingSummary;
import dev.sluice.standing.StandingsChanged;
import dev.sluice.standing.StandingsChanged.StandingChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes the standings that changed in an evaluation, and publishes the changes. */
@Component
class StandingWriter {
    private final StandingRows rows;
    private final EvaluationQueue queue;
    private final ApplicationEventPublisher events;

    StandingWriter(StandingRows rows, EvaluationQueue queue, ApplicationEventPublisher events) {
        this.rows = rows;
        this.queue = queue;
        this.events = events;
    }

    /** People whom another evaluation wrote first are queued to be evaluated once more. */
    void write(
            int workspace,
            DefinitionRun run,
            Map<Long, FoldResult> results,
            Map<Long, Standing> previous,
            Map<Long, Arrival> arrivals) {
        Map<Long, byte[]> updated = new LinkedHashMap<>();
        Map<Long, byte[]> inserted = new LinkedHashMap<>();
        List<Write> writes = new ArrayList<>();
        results.forEach((person, result) -> {
            Standing old = previous.get(person);
            Standing standing = result.standing();
            Arrival arrival = arrivals.get(person);
            if (arrival == null || (old == null && standing.count() == 0)) {
                return; // erased meanwhile, or only bots so far
            }
            (old == null ? inserted : updated).put(person, standing.toBytes());
            StandingSummary row = StandingSummary.of(run, standing, arrival.firstAt());
            if (old == null || !row.equals(StandingSummary.of(run, old, arrival.firstAt()))) {
                writes.add(new Write(person, arrival, row));
            }
        });
        rows.updateStates(workspace, run.id(), updated);
        Set<Long> conflicting = rows.insertStates(workspace, run.id(), inserted);
        writes.removeIf(write -> conflicting.contains(write.person()));
        rows.write(workspace, run.id(), writes);
        if (!conflicting.isEmpty()) {
            queue.refold(workspace, List.copyOf(conflicting));
        }
        publish(workspace, run, results, previous, conflicting);
    }

    private void publish(
            int workspace,
            DefinitionRun run,
            Map<Long, FoldResult> results,
            Map<Long, Standing> previous,
            Set<Long> conflicting) {
        List<StandingChange> changes = new ArrayList<>();
        results.forEach((person, result) -> {
            Standing old = previous.get(person);
            if (!conflicting.contains(person) && differs(old == null ? Standing.NEW : old, result.standing())) {
                changes.add(new StandingChange(person, old, result.standing()));
            }
        });
        if (!changes.isEmpty()) {
            events.publishEvent(new StandingsChanged(workspace, run, changes));
        }
    }

    private static boolean differs(Standing before, Standing after) {
        return !Objects.equals(before.stage(), after.stage())
                || before.enteredAt() != after.enteredAt()
                || before.outcome() != after.outcome()
                || !before.flags().keySet().equals(after.flags().keySet());
    }
}
