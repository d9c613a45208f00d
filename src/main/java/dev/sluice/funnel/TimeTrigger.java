package dev.sluice.funnel;

import java.util.Set;

/**
 * An instant at which time alone can make a criterion true. Windows only close and engagement only falls, so this is
 * where "none of" tests a window or a score, and where a score must be at most something.
 */
sealed interface TimeTrigger {

    /** Scores are compared to one decimal, as they are shown. */
    double HALF_A_TENTH = 0.05;

    /** When it comes, as things are; {@code Long.MAX_VALUE} when it does not. May lie in the past. */
    long at(StandingBuilder d);

    /** A window of so many signals closes. */
    record WindowCloses(int counter, int times, long window) implements TimeTrigger {
        @Override
        public long at(StandingBuilder d) {
            long[] recent = d.counters[counter];
            int i = recent.length - times * RecentSignals.WIDTH;
            return i < 0 ? Long.MAX_VALUE : recent[i] + window;
        }
    }

    /** Engagement falls below a level. */
    record FallsBelow(double level) implements TimeTrigger {

        /** Rounding of the logarithm must not let it come too early. */
        private static final long MARGIN = 1_000;

        @Override
        public long at(StandingBuilder d) {
            if (d.total < level || level <= 0) {
                return Long.MAX_VALUE;
            }
            double halfLives = Math.log(d.total / level) / Math.log(2);
            return d.totalAt + (long) Math.ceil(halfLives * d.halfLife) + MARGIN;
        }
    }

    /** @param positive false under "none of", where the criterion must not be met */
    static void find(Criterion c, boolean positive, CounterLayout counters, Set<TimeTrigger> found) {
        switch (c) {
            case Criterion.All all -> all.parts().forEach(part -> find(part, positive, counters, found));
            case Criterion.Any any -> any.parts().forEach(part -> find(part, positive, counters, found));
            case Criterion.None none -> none.parts().forEach(part -> find(part, !positive, counters, found));
            case Criterion.Happened h -> {
                if (!positive && h.within() != null) {
                    found.add(new WindowCloses(counters.index(h), h.times(), Durations.micros(h.within())));
                }
            }
            case Criterion.EngagementAtLeast e -> {
                if (positive && !Double.isInfinite(e.atMost())) {
                    found.add(new FallsBelow(e.atMost() + HALF_A_TENTH));
                }
                if (!positive && !Double.isInfinite(e.atLeast())) {
                    found.add(new FallsBelow(e.atLeast() - HALF_A_TENTH));
                }
            }
            case Criterion.OfTrait _,
                    Criterion.FitAtLeast _,
                    Criterion.HasFlag _,
                    Criterion.InStage _,
                    Criterion.Reached _,
                    Criterion.Identified _ -> {}
        }
    }
}
