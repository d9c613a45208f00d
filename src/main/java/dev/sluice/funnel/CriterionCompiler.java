package dev.sluice.funnel;

import java.util.IdentityHashMap;
import java.util.List;

/** Turns the criteria of one definition into checks of a person; each is compiled once. */
final class CriterionCompiler {

    private final CounterLayout layout;
    private final IdentityHashMap<Criterion, CompiledCriterion> compiled = new IdentityHashMap<>();

    CriterionCompiler(CounterLayout layout) {
        this.layout = layout;
    }

    void prepare(Criterion root) {
        compiled.put(root, compile(root));
    }

    CompiledCriterion check(Criterion c) {
        CompiledCriterion ready = compiled.get(c);
        return ready == null ? compile(c) : ready;
    }

    private CompiledCriterion compile(Criterion c) {
        return switch (c) {
            case Criterion.All all -> {
                CompiledCriterion[] parts = compile(all.parts());
                yield (d, now, after) -> all(parts, d, now, after);
            }
            case Criterion.Any any -> {
                CompiledCriterion[] parts = compile(any.parts());
                yield (d, now, after) -> any(parts, d, now, after);
            }
            case Criterion.None none -> {
                CompiledCriterion[] parts = compile(none.parts());
                yield (d, now, after) -> !any(parts, d, now, after);
            }
            case Criterion.OfTrait test -> {
                String trait = test.trait();
                yield (d, _, _) -> {
                    Object value = d.traits.get(trait);
                    return value != null && TraitValues.test(test, value);
                };
            }
            case Criterion.Happened happened -> happened(happened);
            case Criterion.FitAtLeast fit -> (d, _, _) -> d.fit >= fit.atLeast() && d.fit <= fit.atMost();
            case Criterion.EngagementAtLeast engagement -> engagement(engagement);
            case Criterion.HasFlag flagged -> (d, _, _) -> d.flagged(flagged.flag());
            case Criterion.InStage in ->
                (d, _, _) -> d.stage != null && in.stages().contains(d.stage);
            case Criterion.Reached reached -> (d, _, _) -> d.reached(reached.stage());
            case Criterion.Identified identified -> (d, _, _) -> d.identified() == identified.known();
        };
    }

    private CompiledCriterion[] compile(List<Criterion> parts) {
        return parts.stream().map(this::compile).toArray(CompiledCriterion[]::new);
    }

    private CompiledCriterion happened(Criterion.Happened h) {
        int counter = layout.index(h);
        int times = h.times();
        long window = h.within() == null ? -1 : Durations.micros(h.within());
        return (d, now, after) ->
                RecentSignals.has(d.counters[counter], times, window < 0 ? Long.MIN_VALUE : now - window, after);
    }

    private static CompiledCriterion engagement(Criterion.EngagementAtLeast e) {
        double low = e.atLeast() - TimeTrigger.HALF_A_TENTH;
        double high = e.atMost() + TimeTrigger.HALF_A_TENTH;
        return (d, now, _) -> {
            double value = d.engagement(now);
            return value >= low && value < high;
        };
    }

    private static boolean all(CompiledCriterion[] parts, StandingBuilder d, long now, LogPosition after) {
        for (CompiledCriterion part : parts) {
            if (!part.holds(d, now, after)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(CompiledCriterion[] parts, StandingBuilder d, long now, LogPosition after) {
        for (CompiledCriterion part : parts) {
            if (part.holds(d, now, after)) {
                return true;
            }
        }
        return false;
    }
}
