package dev.sluice.standing;

import dev.sluice.funnel.Explanation;
import dev.sluice.funnel.Fold;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a person stands, in every funnel that decides, and why. */
@Component
public class Standings {
    /** A person's standing in one funnel with its explanation as of now. */
    public record StagePlacement(DefinitionRun run, Standing standing, Explanation explanation) {}

    private final JdbcClient jdbc;
    private final DefinitionRuns runs;
    private final StandingRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Standings(JdbcClient jdbc, DefinitionRuns runs, StandingRows rows, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Empty for somebody of whom only machines have told so far. */
    public List<StagePlacement> of(int workspace, long person) {
        return tenancy.read(workspace, () -> {
            List<StagePlacement> placed = new ArrayList<>();
            for (DefinitionRun run : runs.deciding(workspace)) {
                jdbc.sql("SELECT state FROM standing_state WHERE workspace_id = ? AND run = ? AND person_id = ?")
                        .params(workspace, run.id(), person)
                        .query(byte[].class)
                        .optional()
                        .map(Standing::fromBytes)
                        .ifPresent(standing -> placed.add(new StagePlacement(
                                run,
                                standing,
                                Fold.explain(run.definition(), standing, Time.micros(clock.instant())))));
            }
            return placed;
        });
    }

    /** Where these people stand in one run, for a caller that decides about many at once in its own transaction. */
    public Map<Long, Standing> of(int workspace, DefinitionRun run, Collection<Long> people) {
        Map<Long, Standing> standings = new HashMap<>();
        jdbc.sql(
                        "SELECT person_id, state FROM standing_state WHERE workspace_id = ? AND run = ? AND person_id = ANY (?)")
                .params(workspace, run.id(), SqlArray.bigint(people))
                .query(row -> {
                    standings.put(row.getLong(1), Standing.fromBytes(row.getBytes(2)));
                });
        return standings;
    }

    /** Where these people stood at an instant, by what the log tells today; for a caller in its own transaction. */
    public Map<Long, Standing> asOf(int workspace, DefinitionRun run, Collection<Long> people, Instant at) {
        long until = Time.micros(at);
        Map<Long, Standing> standings = new HashMap<>();
        rows.histories(workspace, people).forEach((person, history) -> {
            List<FoldSignal> before =
                    history.stream().filter(signal -> signal.at() < until).toList();
            standings.put(
                    person, PersonFold.whole(run.definition(), before, until).standing());
        });
        return standings;
    }

    /** The active people in any of these stages of a run, positions in its definition; for a caller in its own transaction. */
    public List<Long> peopleIn(int workspace, DefinitionRun run, Collection<Integer> stages) {
        return jdbc.sql("""
                        SELECT person_id FROM standing
                        WHERE workspace_id = ? AND run = ? AND stage = ANY (?) AND outcome = ?""")
                .params(
                        workspace,
                        run.id(),
                        SqlArray.integer(
                                stages.stream().mapToInt(Integer::intValue).toArray()))
                .param(Standing.StandingOutcome.ACTIVE.ordinal())
                .query((row, number) -> row.getLong("person_id"))
                .list();
    }

    /** How many signals have been recorded and not been folded yet. */
    public long backlog(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM evaluation_queue WHERE workspace_id = ? AND NOT parked")
                        .param(workspace)
                        .query(Long.class)
                        .single());
    }
}
