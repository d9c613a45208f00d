package dev.sluice.standing;

import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proves that the standings are those of the log: folds everyone's whole history and compares it with the standing that
 * is stored, both carried to the same instant and over the signals that still wait in the queue.
 */
@Component
public class ReplayCheck {
    private final Replay replay;
    private final DefinitionRuns runs;
    private final StandingRows rows;
    private final EvaluationQueueRows queue;
    private final Tenancy tenancy;

    /** How many people were folded, and how many of them stand elsewhere than the log says. */
    public record Outcome(long folded, long different) {
        public Outcome plus(Outcome other) {
            return new Outcome(folded + other.folded, different + other.different);
        }
    }

    ReplayCheck(Replay replay, DefinitionRuns runs, StandingRows rows, EvaluationQueueRows queue, Tenancy tenancy) {
        this.replay = replay;
        this.runs = runs;
        this.rows = rows;
        this.queue = queue;
        this.tenancy = tenancy;
    }

    /** Checks every funnel of the workspace that decides; writes nothing. */
    public Outcome of(int workspace) {
        Outcome outcome = new Outcome(0, 0);
        Set<UUID> waiting = tenancy.read(workspace, () -> queue.waiting(workspace));
        for (DefinitionRun run : tenancy.read(workspace, () -> runs.deciding(workspace))) {
            outcome = outcome.plus(of(workspace, run, waiting));
        }
        return outcome;
    }

    private Outcome of(int workspace, DefinitionRun run, Set<UUID> waiting) {
        AtomicLong folded = new AtomicLong();
        AtomicLong different = new AtomicLong();
        replay.overAll(
                workspace,
                run.definition(),
                (histories, results, now) -> {
                    Map<Long, byte[]> stored = rows.readStates(workspace, run.id(), histories.keySet());
                    histories.forEach((person, history) -> {
                        FoldResult whole = results.get(person);
                        folded.incrementAndGet();
                        if (whole != null
                                && !agrees(
                                        run,
                                        stored.get(person),
                                        history,
                                        whole.standing(),
                                        waiting,
                                        Time.micros(now))) {
                            different.incrementAndGet();
                        }
                    });
                },
                done -> {});
        return new Outcome(folded.get(), different.get());
    }

    /** A person whose queued signal is late is folded from the log anyway, and so agrees with it. */
    private static boolean agrees(
            DefinitionRun run,
            byte @Nullable [] stored,
            List<FoldSignal> history,
            Standing whole,
            Set<UUID> waiting,
            long now) {
        List<FoldSignal> queued = new ArrayList<>();
        if (stored == null && whole.count() == 0) {
            return true; // only bots so far
        }
        history.stream().filter(signal -> waiting.contains(signal.id())).forEach(queued::add);
        Standing before = stored == null ? Standing.NEW : Standing.fromBytes(stored);
        FoldResult carried = PersonFold.onto(run.definition(), before, queued, now);
        return carried == null || carried.standing().equals(whole);
    }
}
