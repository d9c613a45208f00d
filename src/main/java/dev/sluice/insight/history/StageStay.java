package dev.sluice.insight.history;

import java.util.Comparator;

/** A stay in a stage by a deal that has closed since: how many days it lasted, and whether the deal was won. */
public record StageStay(String pipeline, String stage, double days, boolean won) {
    public static final Comparator<StageStay> LONGEST_FIRST =
            Comparator.comparingDouble(StageStay::days).reversed();
}
