package dev.sluice.standing;

import dev.sluice.funnel.Explanation;
import dev.sluice.funnel.Fold;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The standing of a person in every funnel that decides, and why. */
@Component
public class Standings {
    /** A person's standing in one funnel with its explanation as of now. */
    public record StagePlacement(DefinitionRun run, Standing standing, Explanation explanation) {}

    private final DefinitionRuns runs;
    private final StandingRows rows;
    private final HistoryRows histories;
    private final EvaluationQueueRows queue;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Standings(
            DefinitionRuns runs,
            StandingRows rows,
            HistoryRows histories,
            EvaluationQueueRows queue,
            Tenancy tenancy,
            InstantSource clock) {
        this.runs = runs;
        this.rows = rows;
        this.histories = histories;
        this.queue = queue;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Empty for a person of whom only bots have sent signals so far. */
    public List<StagePlacement> of(int workspace, long person) {
        return tenancy.read(workspace, () -> {
            List<StagePlacement> placed = new ArrayList<>();
            for (DefinitionRun run : runs.deciding(workspace)) {
                rows.state(workspace, run.id(), person)
                        .map(Standing::fromBytes)
                        .ifPresent(standing -> placed.add(new StagePlacement(
                                run,
                                standing,
                                Fold.explain(run.definition(), standing, Time.micros(clock.instant())))));
            }
            return placed;
        });
    }

    /** The standings of these people in one run, for a caller that decides about many in its own transaction. */
    public Map<Long, Standing> of(int workspace, DefinitionRun run, Collection<Long> people) {
        Map<Long, Standing> standings = new HashMap<>();
        rows.readStates(workspace, run.id(), people)
                .forEach((person, state) -> standings.put(person, Standing.fromBytes(state)));
        return standings;
    }

    /** The standings of these people at an instant, by the log as it is today; for a caller in its own transaction. */
    public Map<Long, Standing> asOf(int workspace, DefinitionRun run, Collection<Long> people, Instant at) {
        long until = Time.micros(at);
        Map<Long, Standing> standings = new HashMap<>();
        histories.histories(workspace, people).forEach((person, history) -> {
            List<FoldSignal> before =
                    history.stream().filter(signal -> signal.at() < until).toList();
            standings.put(
                    person, PersonFold.whole(run.definition(), before, until).standing());
        });
        return standings;
    }

    /** The active people in any of these stages of a run, positions in its definition; for a caller in its own transaction. */
    public List<Long> peopleIn(int workspace, DefinitionRun run, Collection<Integer> stages) {
        return rows.peopleIn(
                workspace,
                run.id(),
                stages.stream().mapToInt(Integer::intValue).toArray(),
                Standing.StandingOutcome.ACTIVE);
    }

    /** How many signals have been recorded and not been folded yet. */
    public long backlog(int workspace) {
        return tenancy.read(workspace, () -> queue.backlog(workspace));
    }
}
