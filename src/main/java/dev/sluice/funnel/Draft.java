package dev.sluice.funnel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A standing while it is being worked on. Arrays are replaced, never written into: the standing before has them too. */
final class Draft {

    private static final long[][] NO_COUNTERS = {};
    private static final Earned[] NOTHING_EARNED = {};
    private static final Standing.Visit[] NO_VISITS = {};
    private static final Standing.Raised[] NO_FLAGS = {};

    int layout;
    long halfLife;
    Map<String, Object> traits = Map.of();
    boolean told;

    @Nullable
    String stage;

    long enteredAt;
    Standing.Visit[] visits = NO_VISITS;
    Standing.Outcome outcome = Standing.Outcome.ACTIVE;
    String reason = "";
    long outcomeSince;
    boolean liftable;
    int fit;
    long evidenceAfter = Long.MIN_VALUE;
    double total;
    long totalAt;
    long[][] counters = NO_COUNTERS;
    Earned[] earned = NOTHING_EARNED;
    Standing.Raised[] flags = NO_FLAGS;
    long lastAt;
    long lastHigh;
    long lastLow;
    long timeAt = Long.MIN_VALUE;
    long count;

    Draft() {}

    Draft(Standing s) {
        layout = s.layout;
        halfLife = s.halfLife;
        traits = s.traits;
        told = s.told;
        stage = s.stage;
        enteredAt = s.enteredAt;
        visits = s.visits;
        outcome = s.outcome;
        reason = s.reason;
        outcomeSince = s.outcomeSince;
        liftable = s.liftable;
        fit = s.fit;
        evidenceAfter = s.evidenceAfter;
        total = s.total;
        totalAt = s.totalAt;
        counters = s.counters;
        earned = s.earned;
        flags = s.flags;
        lastAt = s.lastAt;
        lastHigh = s.lastHigh;
        lastLow = s.lastLow;
        timeAt = s.timeAt;
        count = s.count;
    }
}
