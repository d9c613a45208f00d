package dev.sluice.insight.cohort;

import dev.sluice.statistics.Proportion;

/** How the deals of a group ended; one that was opened again counts as open. */
public final class DealOutcomes {
    private long won;
    private long lost;
    private long open;

    public void add(String state, long deals) {
        switch (state) {
            case "won" -> won += deals;
            case "lost" -> lost += deals;
            default -> open += deals;
        }
    }

    void add(DealOutcomes other) {
        won += other.won;
        lost += other.lost;
        open += other.open;
    }

    public long lost() {
        return lost;
    }

    public long open() {
        return open;
    }

    /** Of the deals that were decided, how many were won. */
    public Proportion close() {
        return new Proportion(won, won + lost);
    }
}
