package dev.sluice.funnel;

import dev.sluice.funnel.Definition.EngagementRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A definition indexed for the fold: counters and engagement rules by signal kind, criteria ready to be asked. */
final class Plan {

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
    final List<Change> changes;
    private final Map<String, Integer> stages = new HashMap<>();
    private final Map<Counter, Integer> counters = new LinkedHashMap<>();
    private final Map<Counter, Integer> most = new HashMap<>();
    private final IdentityHashMap<Criterion, Check> checks = new IdentityHashMap<>();

    Plan(Definition d) {
        definition = d;
        halfLife = Spans.micros(d.engagement().halfLife());
        for (int i = 0; i < d.stages().size(); i++) {
            stages.put(d.stages().get(i).id(), i);
        }
        Set<Change> found = new LinkedHashSet<>();
        for (Criterion root : roots(d)) {
            gather(root);
            checks.put(root, compile(root));
            Change.find(root, true, this, found);
        }
        d.routing().forEach(route -> gatherTraits(route.when()));
        traits.add("email");
        changes = List.copyOf(found);
        keep = counters.keySet().stream().mapToInt(most::get).toArray();
        keepEarned = new int[d.engagement().rules().size()];
        for (int i = 0; i < keepEarned.length; i++) {
            var cap = d.engagement().rules().get(i).cap();
            keepEarned[i] = Math.max(SHOWN, cap == null ? 0 : cap.times());
        }
        index();
        layout = List.of(
                                halfLife,
                                List.copyOf(counters.keySet()),
                                keepTexts(),
                                d.engagement().rules().stream()
                                        .map(EngagementRule::text)
                                        .toList(),
                                traits,
                                List.copyOf(d.stages().stream()
                                        .map(Definition.Stage::id)
                                        .toList()))
                        .hashCode()
                | 1;
    }

    private List<Integer> keepTexts() {
        List<Integer> all = new ArrayList<>();
        for (int n : keep) {
            all.add(n);
        }
        for (int n : keepEarned) {
            all.add(n);
        }
        return all;
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

    private void gather(Criterion c) {
        gatherTraits(c);
        if (c instanceof Criterion.Happened h) {
            Counter counter = new Counter(h.kind(), h.pattern());
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

    static List<Criterion> parts(Criterion c) {
        return switch (c) {
            case Criterion.All all -> all.parts();
            case Criterion.Any any -> any.parts();
            case Criterion.None none -> none.parts();
            case Criterion.OfTrait _,
                    Criterion.Happened _,
                    Criterion.Fit _,
                    Criterion.Engagement _,
                    Criterion.Flagged _,
                    Criterion.InStage _,
                    Criterion.Reached _,
                    Criterion.Identified _ -> List.of();
        };
    }

    private void index() {
        Map<String, List<Integer>> countersOf = new HashMap<>();
        List<Counter> all = List.copyOf(counters.keySet());
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
        Integer index = counters.get(new Counter(h.kind(), h.pattern()));
        if (index == null) {
            throw new IllegalArgumentException("not of this definition: " + h.text());
        }
        return index;
    }

    /** -1 for none, and for one that is not of this definition. */
    int stage(@Nullable String id) {
        return id == null ? -1 : stages.getOrDefault(id, -1);
    }

    Check check(Criterion c) {
        Check ready = checks.get(c);
        return ready == null ? compile(c) : ready;
    }

    private Check compile(Criterion c) {
        return switch (c) {
            case Criterion.All all -> {
                Check[] parts = compile(all.parts());
                yield (d, now, after) -> all(parts, d, now, after);
            }
            case Criterion.Any any -> {
                Check[] parts = compile(any.parts());
                yield (d, now, after) -> any(parts, d, now, after);
            }
            case Criterion.None none -> {
                Check[] parts = compile(none.parts());
                yield (d, now, after) -> !any(parts, d, now, after);
            }
            case Criterion.OfTrait test -> (d, _, _) -> Traits.test(test, d.traits);
            case Criterion.Happened h -> {
                int counter = counter(h);
                int times = h.times();
                long window = h.within() == null ? -1 : Spans.micros(h.within());
                yield (d, now, after) ->
                        Counter.has(d.counters[counter], times, window < 0 ? Long.MIN_VALUE : now - window, after);
            }
            case Criterion.Fit fit -> (d, _, _) -> d.fit >= fit.atLeast() && d.fit <= fit.atMost();
            case Criterion.Engagement e -> {
                double low = e.atLeast() - Change.HALF_A_TENTH;
                double high = e.atMost() + Change.HALF_A_TENTH;
                yield (d, now, _) -> {
                    double value = d.engagement(now);
                    return value >= low && value < high;
                };
            }
            case Criterion.Flagged flagged -> (d, _, _) -> d.flagged(flagged.flag());
            case Criterion.InStage in ->
                (d, _, _) -> d.stage != null && in.stages().contains(d.stage);
            case Criterion.Reached reached -> (d, _, _) -> d.reached(reached.stage());
            case Criterion.Identified identified -> (d, _, _) -> d.identified() == identified.known();
        };
    }

    private Check[] compile(List<Criterion> parts) {
        return parts.stream().map(this::compile).toArray(Check[]::new);
    }

    private static boolean all(Check[] parts, Draft d, long now, Mark after) {
        for (Check part : parts) {
            if (!part.holds(d, now, after)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(Check[] parts, Draft d, long now, Mark after) {
        for (Check part : parts) {
            if (part.holds(d, now, after)) {
                return true;
            }
        }
        return false;
    }
}
