package dev.sluice.funnel;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A standing while it is being worked on. Arrays are replaced, never written into: the previous standing shares them. */
public final class StandingBuilder {

    private static final long[][] NO_COUNTERS = {};
    private static final EarnedPoints[] NOTHING_EARNED = {};
    private static final Standing.Visit[] NO_VISITS = {};
    private static final Standing.Raised[] NO_FLAGS = {};

    int layout;
    long halfLife;
    Map<String, Object> traits = Map.of();
    boolean identified;

    @Nullable
    String stage;

    LogPosition entered = LogPosition.START;
    Standing.Visit[] visits = NO_VISITS;
    Standing.StandingOutcome outcome = Standing.StandingOutcome.ACTIVE;
    String reason = "";
    long outcomeSince;
    boolean liftable;
    int fit;

    /** Only what happened after it counts for gates: set by moves back, re-entry and reinstatement. */
    LogPosition gatesAfter = LogPosition.START;

    /** Where the outcome last changed: only what happened after it counts for the next change. */
    LogPosition turned = LogPosition.START;

    double total;
    long totalAt;
    long[][] counters = NO_COUNTERS;
    EarnedPoints[] earned = NOTHING_EARNED;
    Standing.Raised[] flags = NO_FLAGS;
    LogPosition last = LogPosition.START;

    /** The last instant at which the rules were applied because of time alone. */
    long timeAt = Long.MIN_VALUE;

    long count;

    StandingBuilder() {}

    StandingBuilder(Standing s) {
        layout = s.layout;
        halfLife = s.halfLife;
        traits = s.traits;
        identified = s.identified;
        stage = s.stage;
        entered = s.entered;
        visits = s.visits;
        outcome = s.outcome;
        reason = s.reason;
        outcomeSince = s.outcomeSince;
        liftable = s.liftable;
        fit = s.fit;
        gatesAfter = s.gatesAfter;
        turned = s.turned;
        total = s.total;
        totalAt = s.totalAt;
        counters = s.counters;
        earned = s.earned;
        flags = s.flags;
        last = s.last;
        timeAt = s.timeAt;
        count = s.count;
    }

    double engagement(long now) {
        return Standing.decayed(total, totalAt, now, halfLife);
    }

    boolean identified() {
        return identified || traits.containsKey("email");
    }

    boolean closed() {
        return outcome == Standing.StandingOutcome.LOST || outcome == Standing.StandingOutcome.DISQUALIFIED;
    }

    boolean flagged(String flag) {
        for (Standing.Raised raised : flags) {
            if (raised.flag().equals(flag)) {
                return true;
            }
        }
        return false;
    }

    boolean reached(String id) {
        for (Standing.Visit visit : visits) {
            if (visit.stage().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes over the traits that the definition reads and no others, so that a standing stays small whatever a form
     * asks for; false when none changed.
     */
    boolean learn(Map<String, Object> input, Set<String> names) {
        Map<String, Object> next = null;
        for (var entry : input.entrySet()) {
            String name = entry.getKey();
            if (!names.contains(name)) {
                continue;
            }
            Object value = TraitValues.bounded(entry.getValue());
            if (Objects.equals(value, traits.get(name))) {
                continue;
            }
            if (next == null) {
                next = new TreeMap<>(traits);
            }
            if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        }
        if (next == null) {
            return false;
        }
        traits = next;
        return true;
    }
}
