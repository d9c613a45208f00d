package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Durations;
import java.util.function.Predicate;

/** The limits of the scores that a definition can give. */
final class ScoreBounds {

    private ScoreBounds() {}

    /**
     * The upper limit of engagement: a capped rule at its cap in every window for ever, which decay keeps finite; an
     * uncapped one has none.
     *
     * @param kinds which kinds of signals count
     */
    static double engagement(Definition d, Predicate<String> kinds) {
        double max = 0;
        double halfLife = Durations.micros(d.engagement().halfLife());
        for (var rule : d.engagement().rules()) {
            if (rule.points() <= 0 || !kinds.test(rule.kind())) {
                continue;
            }
            var cap = rule.cap();
            if (cap == null) {
                return Double.POSITIVE_INFINITY;
            }
            double decay = Math.pow(2, -Durations.micros(cap.per()) / halfLife);
            max += rule.points() * cap.times() / (1 - decay);
        }
        return max;
    }

    static boolean readsFlags(Criterion c) {
        return c instanceof Criterion.HasFlag || c.parts().stream().anyMatch(ScoreBounds::readsFlags);
    }
}
