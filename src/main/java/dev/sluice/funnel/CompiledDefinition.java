package dev.sluice.funnel;

import dev.sluice.funnel.Definition.EngagementRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A definition indexed for the fold: counters and engagement rules by signal kind, criteria ready to be asked. */
public final class CompiledDefinition {

    /** What a signal of one kind may touch. */
    record Touch(int[] counters, Glob[] patterns, int[] rules, Glob[] rulePatterns) {}

    /** How many of the latest earning signals of a rule are kept where its cap needs fewer. */
    private static final int SHOWN = 3;

    final Definition definition;

    /** Tells standings of another layout of counters apart. */
    final int layout;

    final long halfLife;
    final int[] keep;
    final int[] keepEarned;
    final Map<String, Touch> byKind = new HashMap<>();
    final Set<String> traits = new TreeSet<>();
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
    private final Map<RecentSignals, Integer> counters = new LinkedHashMap<>();
    private final Map<RecentSignals, Integer> most = new HashMap<>();
    private final IdentityHashMap<Criterion, CompiledCriterion> checks = new IdentityHashMap<>();

    CompiledDefinition(Definition d) {
        definition = d;
        halfLife = Durations.micros(d.engagement().halfLife());
        stages = d.stages().stream().map(Definition.Stage::id).toArray(String[]::new);
        Set<TimeTrigger> found = new LinkedHashSet<>();
        for (Criterion root : roots(d)) {
            gather(root);
            checks.put(root, compile(root));
            TimeTrigger.find(root, true, this, found);
        }
        for (Criterion asked : asked(d)) {
            gather(asked);
            checks.put(asked, compile(asked));
        }
        traits.add("email");
        changes = List.copyOf(found);
        keep = counters.keySet().stream().mapToInt(most::get).toArray();
        keepEarned = new int[d.engagement().rules().size()];
        caps = new int[keepEarned.length];
        capWindows = new long[keepEarned.length];
        points = new int[keepEarned.length];
        for (int i = 0; i < keepEarned.length; i++) {
            var rule = d.engagement().rules().get(i);
            var cap = rule.cap();
            points[i] = rule.points();
            caps[i] = cap == null ? 0 : cap.times();
            capWindows[i] = cap == null ? 0 : Durations.micros(cap.per());
            keepEarned[i] = Math.max(SHOWN, caps[i]);
        }
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
        index();
        layout = layout();
    }

    /** From text alone, whose hash is the same in every Java: the number is kept with standings. Never 0. */
    private int layout() {
        StringBuilder text = new StringBuilder().append(halfLife);
        counters.keySet()
                .forEach(counter ->
                        text.append('\n').append(counter.kind()).append(' ').append(counter.pattern()));
        definition
                .engagement()
                .rules()
                .forEach(rule ->
                        text.append('\n').append(rule.kind()).append(' ').append(rule.pattern()));
        text.append('\n').append(Arrays.toString(keep)).append(Arrays.toString(keepEarned));
        text.append('\n').append(traits).append(Arrays.toString(stages));
        return text.toString().hashCode() | 1;
    }

    private <T> CompiledCriterion[] checks(List<T> rules, Function<T, Criterion> when) {
        return rules.stream().map(rule -> check(when.apply(rule))).toArray(CompiledCriterion[]::new);
    }

    private static boolean reads(Criterion c, Class<? extends Criterion> type) {
        return type.isInstance(c) || parts(c).stream().anyMatch(part -> reads(part, type));
    }

    private static List<Criterion> roots(Definition d) {
        List<Criterion> roots = new ArrayList<>();
        d.stages().forEach(stage -> {
            roots.add(stage.enter());
            stage.exit().forEach(exit -> roots.add(exit.when()));
        });
        d.fit().forEach(rule -> roots.add(rule.when()));
        d.flags().forEach(flag -> roots.add(flag.when()));
        d.disqualify().forEach(rule -> roots.add(rule.when()));
        d.lost().forEach(rule -> roots.add(rule.when()));
        roots.add(d.reenter());
        return roots;
    }

    /** What is asked at a hand-off, a first touch or the start of a sequence, never as time passes. */
    private static List<Criterion> asked(Definition d) {
        List<Criterion> asked = new ArrayList<>();
        d.routing().forEach(route -> asked.add(route.when()));
        d.response().forEach(answer -> answer.choose().forEach(choice -> asked.add(choice.when())));
        d.followUp().forEach(rule -> asked.add(rule.when()));
        return asked;
    }

    private void gather(Criterion c) {
        gatherTraits(c);
        if (c instanceof Criterion.Happened h) {
            RecentSignals counter = new RecentSignals(h.kind(), h.pattern());
            counters.putIfAbsent(counter, counters.size());
            most.merge(counter, h.times(), Math::max);
        }
        parts(c).forEach(this::gather);
    }

    private void gatherTraits(Criterion c) {
        if (c instanceof Criterion.OfTrait test) {
            traits.add(test.trait());
        }
        parts(c).forEach(this::gatherTraits);
    }

    public static List<Criterion> parts(Criterion c) {
        return switch (c) {
            case Criterion.All all -> all.parts();
            case Criterion.Any any -> any.parts();
            case Criterion.None none -> none.parts();
            case Criterion.OfTrait _,
                    Criterion.Happened _,
                    Criterion.FitAtLeast _,
                    Criterion.EngagementAtLeast _,
                    Criterion.HasFlag _,
                    Criterion.InStage _,
                    Criterion.Reached _,
                    Criterion.Identified _ -> List.of();
        };
    }

    private void index() {
        Map<String, List<Integer>> countersOf = new HashMap<>();
        List<RecentSignals> all = List.copyOf(counters.keySet());
        for (int i = 0; i < all.size(); i++) {
            countersOf
                    .computeIfAbsent(all.get(i).kind(), _ -> new ArrayList<>())
                    .add(i);
        }
        Map<String, List<Integer>> rulesOf = new HashMap<>();
        List<EngagementRule> rules = definition.engagement().rules();
        for (int i = 0; i < rules.size(); i++) {
            rulesOf.computeIfAbsent(rules.get(i).kind(), _ -> new ArrayList<>()).add(i);
        }
        Set<String> kinds = new TreeSet<>(countersOf.keySet());
        kinds.addAll(rulesOf.keySet());
        for (String kind : kinds) {
            List<Integer> mine = countersOf.getOrDefault(kind, List.of());
            List<Integer> earning = rulesOf.getOrDefault(kind, List.of());
            byKind.put(
                    kind,
                    new Touch(
                            mine.stream().mapToInt(i -> i).toArray(),
                            mine.stream()
                                    .map(i -> Glob.of(all.get(i).pattern()))
                                    .toArray(Glob[]::new),
                            earning.stream().mapToInt(i -> i).toArray(),
                            earning.stream()
                                    .map(i -> Glob.of(rules.get(i).pattern()))
                                    .toArray(Glob[]::new)));
        }
    }

    int counter(Criterion.Happened h) {
        Integer index = counters.get(new RecentSignals(h.kind(), h.pattern()));
        if (index == null) {
            throw new IllegalArgumentException("not of this definition: " + h.text());
        }
        return index;
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
        CompiledCriterion ready = checks.get(c);
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
            case Criterion.Happened h -> {
                int counter = counter(h);
                int times = h.times();
                long window = h.within() == null ? -1 : Durations.micros(h.within());
                yield (d, now, after) -> RecentSignals.has(
                        d.counters[counter], times, window < 0 ? Long.MIN_VALUE : now - window, after);
            }
            case Criterion.FitAtLeast fit -> (d, _, _) -> d.fit >= fit.atLeast() && d.fit <= fit.atMost();
            case Criterion.EngagementAtLeast e -> {
                double low = e.atLeast() - TimeTrigger.HALF_A_TENTH;
                double high = e.atMost() + TimeTrigger.HALF_A_TENTH;
                yield (d, now, _) -> {
                    double value = d.engagement(now);
                    return value >= low && value < high;
                };
            }
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
