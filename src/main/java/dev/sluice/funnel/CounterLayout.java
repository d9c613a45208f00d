package dev.sluice.funnel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a definition must remember of a person: which signals it counts, how many of the latest, and which traits. */
final class CounterLayout {

    private final Map<RecentSignals, Integer> counters = new LinkedHashMap<>();
    private final Map<RecentSignals, Integer> limits = new HashMap<>();
    private final Set<String> traits = new TreeSet<>();

    void add(Criterion c) {
        if (c instanceof Criterion.OfTrait test) {
            traits.add(test.trait());
        }
        if (c instanceof Criterion.Happened h) {
            RecentSignals counter = new RecentSignals(h.kind(), h.pattern());
            counters.putIfAbsent(counter, counters.size());
            limits.merge(counter, h.times(), Math::max);
        }
        c.parts().forEach(this::add);
    }

    int index(Criterion.Happened h) {
        Integer index = counters.get(new RecentSignals(h.kind(), h.pattern()));
        if (index == null) {
            throw new IllegalArgumentException("not of this definition: " + h.text());
        }
        return index;
    }

    /** In the order of their numbers. */
    List<RecentSignals> counters() {
        return List.copyOf(counters.keySet());
    }

    /** By counter, how many of the latest signals are kept. */
    int[] limits() {
        return counters.keySet().stream().mapToInt(limits::get).toArray();
    }

    Set<String> traits() {
        return traits;
    }

    /** From text alone, whose hash is the same in every Java: the number is stored with standings. Never 0. */
    int hash(Definition d, String[] stages, int[] earningKept) {
        StringBuilder text =
                new StringBuilder().append(Durations.micros(d.engagement().halfLife()));
        counters.keySet()
                .forEach(counter ->
                        text.append('\n').append(counter.kind()).append(' ').append(counter.pattern()));
        d.engagement()
                .rules()
                .forEach(rule ->
                        text.append('\n').append(rule.kind()).append(' ').append(rule.pattern()));
        text.append('\n').append(Arrays.toString(limits())).append(Arrays.toString(earningKept));
        text.append('\n').append(traits).append(Arrays.toString(stages));
        return text.toString().hashCode() | 1;
    }
}
