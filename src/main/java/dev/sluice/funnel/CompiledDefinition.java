package dev.sluice.funnel;

import dev.sluice.funnel.Definition.EngagementRule;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A definition indexed for the fold: counters and engagement rules by signal kind, criteria ready to be checked. */
public final class CompiledDefinition {

    /** How many of the latest earning signals of a rule are kept where its cap needs fewer. */
    private static final int MIN_EARNING_KEPT = 3;

    final Definition definition;

    /** Tells standings of another layout of counters apart. */
    final int layout;

    final long halfLife;
    final int[] keep;
    final int[] keepEarned;
    final Map<String, SignalIndex.Touch> byKind;
    final Set<String> traits;
    final List<TimeTrigger> changes;
    final CompiledCriterion[] gates;

    /** Stages that a signal opens and that win: they take back even lost people. */
    final boolean[] wins;

    /** By stage; {@code Long.MAX_VALUE} for none. */
    final long[] limits;

    final CompiledCriterion[][] exits;
    final CompiledCriterion[] fit;
    final CompiledCriterion[] flags;
    final CompiledCriterion[] disqualify;

    /** Disqualifiers that read traits: when those change for the better, the person is reinstated. */
    final boolean[] liftable;

    final CompiledCriterion[] lost;
    final CompiledCriterion reenter;

    /** Of engagement rules; 0 for no cap. */
    final int[] caps;

    final long[] capWindows;
    final int[] points;
    private final String[] stages;
    private final CounterLayout counters = new CounterLayout();
    private final CriterionCompiler compiler = new CriterionCompiler(counters);

    CompiledDefinition(Definition d) {
        definition = d;
        halfLife = Durations.micros(d.engagement().halfLife());
        stages = d.stages().stream().map(Definition.Stage::id).toArray(String[]::new);
        changes = prepare(d);
        counters.traits().add("email");
        traits = counters.traits();
        keep = counters.limits();
        List<EngagementRule> rules = d.engagement().rules();
        points = ints(rules, EngagementRule::points);
        caps = ints(rules, rule -> rule.cap() == null ? 0 : rule.cap().times());
        capWindows = rules.stream()
                .mapToLong(rule ->
                        rule.cap() == null ? 0 : Durations.micros(rule.cap().per()))
                .toArray();
        keepEarned =
                Arrays.stream(caps).map(cap -> Math.max(MIN_EARNING_KEPT, cap)).toArray();
        gates = checks(d.stages(), Definition.Stage::enter);
        fit = checks(d.fit(), Definition.FitRule::when);
        flags = checks(d.flags(), Definition.FlagRule::when);
        disqualify = checks(d.disqualify(), Definition.Disqualifier::when);
        lost = checks(d.lost(), Definition.Loss::when);
        reenter = check(d.reenter());
        liftable = new boolean[disqualify.length];
        for (int i = 0; i < liftable.length; i++) {
            liftable[i] = reads(d.disqualify().get(i).when(), Criterion.OfTrait.class);
        }
        wins = new boolean[gates.length];
        limits = new long[gates.length];
        exits = new CompiledCriterion[gates.length][];
        for (int i = 0; i < gates.length; i++) {
            var stage = d.stages().get(i);
            wins[i] = stage.layer() == Definition.Layer.RETAIN && reads(stage.enter(), Criterion.Happened.class);
            limits[i] = stage.limit() == null ? Long.MAX_VALUE : Durations.micros(stage.limit());
            exits[i] = checks(stage.exit(), Definition.ExitRule::when);
        }
        byKind = SignalIndex.of(counters.counters(), rules);
        layout = counters.hash(d, stages, keepEarned);
    }

    /** Compiles every criterion; returns the instants at which time alone can change the answer of one. */
    private List<TimeTrigger> prepare(Definition d) {
        Set<TimeTrigger> found = new LinkedHashSet<>();
        for (Criterion root : DefinitionCriteria.timed(d)) {
            counters.add(root);
            compiler.prepare(root);
            TimeTrigger.find(root, true, counters, found);
        }
        for (Criterion root : DefinitionCriteria.untimed(d)) {
            counters.add(root);
            compiler.prepare(root);
        }
        return List.copyOf(found);
    }

    private <T> CompiledCriterion[] checks(List<T> rules, Function<T, Criterion> when) {
        return rules.stream().map(rule -> check(when.apply(rule))).toArray(CompiledCriterion[]::new);
    }

    private static <T> int[] ints(List<T> rules, ToIntFunction<T> value) {
        return rules.stream().mapToInt(value).toArray();
    }

    private static boolean reads(Criterion c, Class<? extends Criterion> type) {
        return type.isInstance(c) || c.parts().stream().anyMatch(part -> reads(part, type));
    }

    int counter(Criterion.Happened h) {
        return counters.index(h);
    }

    /** -1 for none, and for one that is not of this definition. */
    int stage(@Nullable String id) {
        for (int i = 0; i < stages.length; i++) {
            if (stages[i].equals(id)) {
                return i;
            }
        }
        return -1;
    }

    CompiledCriterion check(Criterion c) {
        return compiler.check(c);
    }
}
