package dev.sluice.funnel.text;

import dev.sluice.funnel.CompiledDefinition;
import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Durations;
import java.util.function.Predicate;

/** How far the scores of a definition can go at all. */
final class ScoreBounds {

    private ScoreBounds() {}

    /**
     * The upper limit of engagement: a capped rule at its cap in every window for ever, which decay keeps finite; an
     * uncapped one has none.
     *
     * @param kinds which kinds of signals count
     */
    static double engagement(Definition d, Predicate<String> kinds) {
        double most = 0;
        double halfLife = Durations.micros(d.engagement().halfLife());
        for (var rule : d.engagement().rules()) {
            if (rule.points() <= 0 || !kinds.test(rule.kind())) {
                continue;
            }
            var cap = rule.cap();
            if (cap == null) {
                return Double.POSITIVE_INFINITY;
            }
            double left = Math.pow(2, -Durations.micros(cap.per()) / halfLife);
            most += rule.points() * cap.times() / (1 - left);
        }
        return most;
    }

    static boolean asksFlags(Criterion c) {
        return c instanceof Criterion.HasFlag
                || CompiledDefinition.parts(c).stream().anyMatch(ScoreBounds::asksFlags);
    }
}
