package dev.sluice.insight.leaks;

import dev.sluice.insight.cohort.StageOutcome;

/** Tries another threshold of a gate on the people behind a drop, so that no fix is advised that changes nothing. */
public interface ThresholdTrial {
    /**
     * What it would have changed.
     *
     * @param changed of those tried, how many would have passed the gate or not, other than they did
     * @param binding what most of the others still lack at the gate, "" where nothing is lacking
     * @param bound how many lack it
     */
    record TrialEffect(long changed, long tried, String binding, long bound) {}

    /**
     * Tries it.
     *
     * @param stage the position of the stage that the people reached
     * @param whom which of them
     * @param gate the stage whose gate asks for the threshold
     */
    TrialEffect of(int stage, StageOutcome whom, String gate, double threshold);
}
