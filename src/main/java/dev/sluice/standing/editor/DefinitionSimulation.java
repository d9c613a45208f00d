package dev.sluice.standing.editor;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Replay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Folds the whole log with a definition that is not saved, beside the one that decides. */
@Component
class DefinitionSimulation {
    /** How many people reached a stage or have an outcome, now and by the simulated definition. */
    record SimulatedFigure(String what, long now, long then) {
        long change() {
            return then - now;
        }
    }

    private final Funnels funnels;
    private final Replay replay;

    DefinitionSimulation(Funnels funnels, Replay replay) {
        this.funnels = funnels;
        this.replay = replay;
    }

    /** The figures of the definition, beside those of the deciding one of the same name. */
    List<SimulatedFigure> run(int workspace, Definition definition) {
        Replay.Replayed simulated = replay.whatIf(workspace, definition);
        Replay.@Nullable Replayed deciding = funnels.active(workspace).stream()
                .filter(run -> run.definition().name().equals(definition.name()))
                .findFirst()
                .map(run -> replay.whatIf(workspace, run.definition()))
                .orElse(null);
        Map<String, Long> before = deciding == null ? Map.of() : deciding.reached();
        List<SimulatedFigure> rows = new ArrayList<>();
        Set<String> stages = new LinkedHashSet<>(simulated.reached().keySet());
        stages.addAll(before.keySet());
        stages.forEach(stage -> rows.add(new SimulatedFigure(
                "reached " + stage,
                before.getOrDefault(stage, 0L),
                simulated.reached().getOrDefault(stage, 0L))));
        for (Standing.StandingOutcome outcome : Standing.StandingOutcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            long was = deciding == null ? 0 : deciding.outcomes().getOrDefault(name, 0L);
            rows.add(new SimulatedFigure(
                    "are " + name + " now", was, simulated.outcomes().getOrDefault(name, 0L)));
        }
        return rows;
    }
}
