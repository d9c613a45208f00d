package dev.sluice.standing;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.StandingRows.Arrival;
import dev.sluice.standing.StandingRows.Write;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Activating a definition is a replay followed by a switch: its standings are built beside the deciding ones,
 * whoever was evaluated meanwhile is folded once more, and then one row names the new reading.
 */
@Component
class Activation {
    private static final String NAME = "activation";
    private static final int ENOUGH = 200;
    private static final int CAUGHT_UP_AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final StandingRows rows;
    private final Ledger ledger;
    private final DefinitionRuns runs;
    private final Replay replay;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Activation(
            JdbcClient jdbc,
            StandingRows rows,
            Ledger ledger,
            DefinitionRuns runs,
            Replay replay,
            Tenancy tenancy,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.ledger = ledger;
        this.runs = runs;
        this.replay = replay;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class ActivationCalendar {
        @Bean
        OneTimeTask<Void> activationTask(Activation activation) {
            return Tasks.oneTime(NAME, Void.class).execute((instance, context) -> {
                String[] id = instance.getId().split("/");
                activation.run(Integer.parseInt(id[0]), Integer.parseInt(id[1]));
            });
        }
    }

    static TaskInstance<Void> task(int workspace, int run) {
        return new TaskInstance<>(NAME, workspace + "/" + run);
    }

    /** Safe to run again after a crash: it begins by clearing what an earlier try left. */
    void run(int workspace, int id) {
        DefinitionRun run =
                tenancy.read(workspace, () -> runs.replaying(workspace).contains(id) ? runs.run(workspace, id) : null);
        if (run == null) {
            return;
        }
        boolean first = tenancy.in(workspace, () -> clear(workspace, run));
        replay.overAll(
                workspace,
                run.definition(),
                (histories, advances, now) -> write(workspace, run, advances, first, now),
                done -> tenancy.in(workspace, () -> {
                    jdbc.sql("UPDATE funnel_version SET done = least(total, ?) WHERE workspace_id = ? AND run = ?")
                            .params(done, workspace, id)
                            .update();
                }));
        while (tenancy.in(workspace, () -> catchUp(workspace, run, first, Set.of())) > ENOUGH) {
            // until few enough are left to do them while nobody else evaluates
        }
        tenancy.in(workspace, () -> {
            rows.lockAlone(workspace);
            // What still waits for its first fold is left to the new version, so that all that follows from it follows.
            touchWaiting(workspace, run);
            while (catchUp(workspace, run, first, rows.waiting(workspace)) > 0) {
                // the rest
            }
            change(workspace, run);
        });
        tenancy.in(workspace, () -> removeOthers(workspace, run));
    }

    /** True when the funnel has had no deciding version so far. */
    private boolean clear(int workspace, DefinitionRun run) {
        for (String table : List.of("standing", "standing_state", "replay_touched")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND run = ?")
                    .params(workspace, run.id())
                    .update();
        }
        boolean first = jdbc.sql("SELECT active_run IS NULL FROM funnel WHERE workspace_id = ? AND id = ?")
                .params(workspace, run.funnel())
                .query(Boolean.class)
                .single();
        if (first) {
            jdbc.sql("DELETE FROM transition WHERE workspace_id = ? AND funnel_id = ? AND version = ?")
                    .params(workspace, run.funnel(), run.version())
                    .update();
        }
        return first;
    }

    private void write(int workspace, DefinitionRun run, Map<Long, FoldResult> advances, boolean first, Instant now) {
        Map<Long, Arrival> arrivals = rows.arrivals(workspace, advances.keySet());
        Map<Long, byte[]> states = new LinkedHashMap<>();
        List<Write> writes = new ArrayList<>();
        List<Ledger.LedgerEntry> lines = new ArrayList<>();
        advances.forEach((person, advance) -> {
            Arrival arrival = arrivals.get(person);
            if (arrival != null && advance.standing().count() > 0) {
                states.put(person, advance.standing().toBytes());
                writes.add(new Write(person, arrival, StandingSummary.of(run, advance.standing(), arrival.firstAt())));
                advance.decisions().forEach(decision -> lines.add(Ledger.line(person, decision)));
            }
        });
        rows.insertStates(workspace, run.id(), states);
        rows.write(workspace, run.id(), writes);
        if (first) {
            ledger.correct(workspace, run, advances.keySet(), lines, now);
        }
    }

    private void touchWaiting(int workspace, DefinitionRun run) {
        jdbc.sql("""
                        INSERT INTO replay_touched (workspace_id, run, person_id)
                        SELECT DISTINCT b.workspace_id, ?, coalesce(p.merged_into, p.id)
                        FROM evaluation_queue b JOIN shared_person p ON p.workspace_id = b.workspace_id AND p.id = b.person_id
                        WHERE b.workspace_id = ? AND b.signal_id IS NOT NULL AND NOT b.parked
                        ON CONFLICT DO NOTHING""").params(run.id(), workspace).update();
    }

    /** @param waiting signals that are not folded yet, and are not to be folded here */
    private int catchUp(int workspace, DefinitionRun run, boolean first, Set<UUID> waiting) {
        List<Long> touched = jdbc.sql("""
                        DELETE FROM replay_touched WHERE workspace_id = ? AND run = ? AND person_id IN
                            (SELECT person_id FROM replay_touched WHERE workspace_id = ? AND run = ? LIMIT ?)
                        RETURNING person_id""")
                .params(workspace, run.id(), workspace, run.id(), CAUGHT_UP_AT_ONCE)
                .query((row, number) -> row.getLong(1))
                .list();
        if (!touched.isEmpty()) {
            for (String table : List.of("standing", "standing_state")) {
                jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND run = ? AND person_id = ANY (?)")
                        .params(workspace, run.id(), SqlArray.bigint(touched))
                        .update();
            }
            Map<Long, List<FoldSignal>> histories = rows.histories(workspace, new HashSet<>(touched));
            histories.values().forEach(history -> history.removeIf(signal -> waiting.contains(signal.id())));
            Instant now = clock.instant();
            write(workspace, run, Replay.fold(run.definition(), histories, now), first, now);
        }
        return touched.size();
    }

    private void change(int workspace, DefinitionRun run) {
        Timestamp now = Timestamp.from(clock.instant());
        restate(workspace, run, now);
        jdbc.sql(
                        "UPDATE funnel_version SET state = 'retired' WHERE workspace_id = ? AND funnel_id = ? AND state = 'active'")
                .params(workspace, run.funnel())
                .update();
        jdbc.sql(
                        "UPDATE funnel_version SET state = 'active', activated_at = ?, done = total WHERE workspace_id = ? AND run = ?")
                .params(now, workspace, run.id())
                .update();
        jdbc.sql("UPDATE funnel SET active_run = ? WHERE workspace_id = ? AND id = ?")
                .params(run.id(), workspace, run.funnel())
                .update();
    }

    /** Whoever stands elsewhere under the new version than under the old has that in the ledger. */
    private void restate(int workspace, DefinitionRun run, Timestamp now) {
        List<String> stages =
                run.definition().stages().stream().map(stage -> stage.id()).toList();
        DefinitionRun old = jdbc.sql(
                        "SELECT active_run FROM funnel WHERE workspace_id = ? AND id = ? AND active_run IS NOT NULL")
                .params(workspace, run.funnel())
                .query(Integer.class)
                .optional()
                .map(id -> runs.run(workspace, id))
                .orElse(null);
        if (old == null) {
            return;
        }
        List<String> before =
                old.definition().stages().stream().map(stage -> stage.id()).toList();
        // right after a replay the planner knows one run only and would compare everybody with everybody
        jdbc.sql("SET LOCAL enable_nestloop = off").update();
        jdbc.sql("""
                        INSERT INTO transition (workspace_id, funnel_id, person_id, at, decided_at, kind, stage, from_stage, move,
                                                version, fit, because)
                        SELECT n.workspace_id, ?, n.person_id, ?, ?, 'restated', (?::text[])[n.stage + 1],
                               (?::text[])[o.stage + 1], 'restated', ?, n.fit,
                               jsonb_build_array(jsonb_build_object('text', ?::text, 'signals', '[]'::jsonb, 'line', 0))
                        FROM standing n JOIN standing o
                          ON o.workspace_id = n.workspace_id AND o.run = ? AND o.person_id = n.person_id
                        WHERE n.workspace_id = ? AND n.run = ?
                          AND ((?::text[])[n.stage + 1] IS DISTINCT FROM (?::text[])[o.stage + 1]
                               OR n.outcome <> o.outcome)""")
                .params(
                        run.funnel(),
                        now,
                        now,
                        SqlArray.text(stages),
                        SqlArray.text(before),
                        run.version(),
                        "version " + run.version() + " was activated",
                        old.id(),
                        workspace,
                        run.id(),
                        SqlArray.text(stages),
                        SqlArray.text(before))
                .update();
        jdbc.sql("SET LOCAL enable_nestloop = on").update();
    }

    private void removeOthers(int workspace, DefinitionRun run) {
        for (String table : List.of("standing", "standing_state", "replay_touched")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND run IN"
                            + " (SELECT run FROM funnel_version WHERE workspace_id = ? AND funnel_id = ? AND run <> ?"
                            + " AND state <> 'activating')")
                    .params(workspace, workspace, run.funnel(), run.id())
                    .update();
        }
    }
}
