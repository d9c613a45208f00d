package dev.sluice.funnel;

import dev.sluice.funnel.Definition.EngagementRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds by the kind of a signal the counters and engagement rules that it may touch. */
final class SignalIndex {

    /** What a signal of one kind may touch. */
    record Touch(int[] counters, Glob[] patterns, int[] rules, Glob[] rulePatterns) {}

    private SignalIndex() {}

    static Map<String, Touch> of(List<RecentSignals> counters, List<EngagementRule> rules) {
        Map<String, List<Integer>> countersByKind = byKind(counters, RecentSignals::kind);
        Map<String, List<Integer>> rulesByKind = byKind(rules, EngagementRule::kind);
        Set<String> kinds = new TreeSet<>(countersByKind.keySet());
        kinds.addAll(rulesByKind.keySet());
        Map<String, Touch> index = new HashMap<>();
        for (String kind : kinds) {
            List<Integer> counting = countersByKind.getOrDefault(kind, List.of());
            List<Integer> earning = rulesByKind.getOrDefault(kind, List.of());
            index.put(
                    kind,
                    new Touch(
                            numbers(counting),
                            globs(counting, i -> counters.get(i).pattern()),
                            numbers(earning),
                            globs(earning, i -> rules.get(i).pattern())));
        }
        return index;
    }

    private static <T> Map<String, List<Integer>> byKind(List<T> all, Function<T, String> kind) {
        Map<String, List<Integer>> index = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            index.computeIfAbsent(kind.apply(all.get(i)), _ -> new ArrayList<>())
                    .add(i);
        }
        return index;
    }

    private static int[] numbers(List<Integer> numbers) {
        return numbers.stream().mapToInt(i -> i).toArray();
    }

    private static Glob[] globs(List<Integer> numbers, Function<Integer, String> pattern) {
        return numbers.stream().map(i -> Glob.of(pattern.apply(i))).toArray(Glob[]::new);
    }
}
