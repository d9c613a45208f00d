package dev.sluice.funnel;

import java.util.List;
import java.util.OptionalLong;

/** The one interpreter of definitions. Pure: the same signals in the same order give the same standing anywhere. */
public final class Fold {

    private Fold() {}

    /**
     * Passes time up to the signal, then takes the signal.
     *
     * @throws IllegalArgumentException when {@link Standing#precedes} says no
     */
    public static Advance advance(Definition d, Standing s, Signal x) {
        if (!s.precedes(x)) {
            throw new IllegalArgumentException("signal " + x.id() + " is not after the last one of this standing");
        }
        Draft draft = new Draft(s);
        draft.lastAt = x.at();
        draft.lastHigh = x.id().getMostSignificantBits();
        draft.lastLow = x.id().getLeastSignificantBits();
        return new Advance(new Standing(draft), List.of());
    }

    /** The next instant at which time alone could change something; empty when none is known. */
    public static OptionalLong nextChange(Definition d, Standing s) {
        return OptionalLong.empty();
    }

    /** Does what time alone does, up to and including this instant. */
    public static Advance passTime(Definition d, Standing s, long now) {
        return new Advance(s, List.of());
    }

    /** Why the person stands where they stand, as of this instant. */
    public static Explanation explain(Definition d, Standing s, long now) {
        return new Explanation(List.of(), s.fit(), List.of(), s.engagement(now), List.of(), List.of(), List.of());
    }
}
