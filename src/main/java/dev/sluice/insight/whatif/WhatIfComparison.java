package dev.sluice.insight.whatif;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.handoff.CapacitySimulation.Expected;
import dev.sluice.insight.whatif.WhatIfRun.Elsewhere;
import dev.sluice.insight.whatif.WhatIfRun.StageOutcomeCount;
import dev.sluice.insight.whatif.WhatIfRun.WhatIfOutcome;
import dev.sluice.platform.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums up, person by person, what two definitions make of the same history. */
final class WhatIfComparison {
    private static final int NAMED = 200;

    /** What one definition made of everybody. */
    private static final class Side {
        private final Definition definition;
        private final @Nullable String gate;
        private final Map<String, Long> reached = new TreeMap<>();
        private final Map<String, Long> here = new TreeMap<>();
        private final Map<String, Long> outcomes = new TreeMap<>();
        private final List<Instant> handed = new ArrayList<>();

        Side(Definition definition) {
            this.definition = definition;
            this.gate = beforeSales(definition);
        }

        void add(FoldResult advance, @Nullable Instant from) {
            Standing standing = advance.standing();
            standing.reached().keySet().forEach(stage -> reached.merge(stage, 1L, Long::sum));
            if (standing.stage() != null) {
                here.merge(standing.stage(), 1L, Long::sum);
            }
            outcomes.merge(code(standing.outcome()), 1L, Long::sum);
            advance.decisions().stream()
                    .filter(decision -> decision instanceof Decision.Entered in
                            && in.stage().equals(gate)
                            && in.move() != Decision.Move.RECORDED
                            && (from == null || !Time.instant(in.at()).isBefore(from)))
                    .forEach(decision -> handed.add(Time.instant(decision.at())));
        }

        /** Whether the person was handed to sales no later than they won. */
        boolean wonBySales(Standing standing) {
            Long won = wonAt(standing);
            Long offered = gate == null ? null : standing.reached().get(gate);
            return won != null && (gate == null || (offered != null && offered <= won));
        }

        private @Nullable Long wonAt(Standing standing) {
            return definition.stages().stream()
                    .filter(stage -> stage.layer() == Definition.Layer.RETAIN)
                    .map(stage -> standing.reached().get(stage.id()))
                    .filter(at -> at != null)
                    .min(Long::compare)
                    .orElse(null);
        }
    }

    private final @Nullable Instant from;
    private final Side now;
    private final Side then;
    private final List<Long> kept = new ArrayList<>();
    private final List<Long> lost = new ArrayList<>();
    private final List<Elsewhere> elsewhere = new ArrayList<>();
    private long people;
    private long moved;

    WhatIfComparison(Definition now, Definition then, @Nullable Instant from) {
        this.now = new Side(now);
        this.then = new Side(then);
        this.from = from;
    }

    synchronized void add(long person, FoldResult before, FoldResult after) {
        if (!isOfPeriod(before.standing()) && !isOfPeriod(after.standing())) {
            return;
        }
        people++;
        now.add(before, from);
        then.add(after, from);
        if (now.wonBySales(before.standing())) {
            (then.wonBySales(after.standing()) ? kept : lost).add(person);
        }
        String was = place(before.standing());
        String is = place(after.standing());
        if (!was.equals(is)) {
            moved++;
            if (elsewhere.size() < NAMED) {
                elsewhere.add(new Elsewhere(person, was, is));
            }
        }
    }

    /** Whether somebody entered the funnel, and did so in the period. */
    private boolean isOfPeriod(Standing standing) {
        return standing.reached().values().stream()
                .min(Long::compare)
                .filter(first -> from == null || !Time.instant(first).isBefore(from))
                .isPresent();
    }

    private static String place(Standing standing) {
        return standing.outcome() == StandingOutcome.ACTIVE
                ? String.valueOf(standing.stage() == null ? "" : standing.stage())
                : code(standing.outcome());
    }

    private static String code(StandingOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** The last stage before the first that sales owns; null where sales owns the first, or none. */
    static @Nullable String beforeSales(Definition definition) {
        List<Stage> stages = definition.stages();
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i).owner() == Definition.StageOwner.SALES) {
                return stages.get(i - 1).id();
            }
        }
        return null;
    }

    /** What sales expects to be asked, when leads are handed over at these instants. */
    synchronized WhatIfOutcome result(long weekdays, Function<List<Instant>, Expected> answering) {
        Set<String> stages = new LinkedHashSet<>();
        then.definition.stages().forEach(stage -> stages.add(stage.id()));
        now.definition.stages().forEach(stage -> stages.add(stage.id()));
        return new WhatIfOutcome(
                people,
                stages.stream()
                        .map(stage -> new StageOutcomeCount(
                                stage,
                                now.reached.getOrDefault(stage, 0L),
                                then.reached.getOrDefault(stage, 0L),
                                now.here.getOrDefault(stage, 0L),
                                then.here.getOrDefault(stage, 0L)))
                        .toList(),
                now.outcomes,
                then.outcomes,
                now.handed.size(),
                then.handed.size(),
                answering.apply(now.handed),
                answering.apply(then.handed),
                List.copyOf(kept),
                List.copyOf(lost),
                moved,
                List.copyOf(elsewhere),
                weekdays,
                now.here.keySet().stream()
                        .filter(stage -> then.definition.stage(stage) == null)
                        .toList());
    }
}
