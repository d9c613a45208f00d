package dev.sluice.standing;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Fold;
import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Carries one person through the fold, as far as the signals and the present instant go. */
public final class PersonFold {
    public static final Comparator<FoldSignal> ORDER = Comparator.comparingLong(FoldSignal::at)
            .thenComparing((first, second) -> {
                int high = Long.compareUnsigned(
                        first.id().getMostSignificantBits(), second.id().getMostSignificantBits());
                return high != 0
                        ? high
                        : Long.compareUnsigned(
                                first.id().getLeastSignificantBits(),
                                second.id().getLeastSignificantBits());
            });

    private PersonFold() {}

    /**
     * Folds the signals, in their order, onto the standing, and lets time pass up to now.
     *
     * @return null when one of the signals is late, so that the person has to be folded from the log
     */
    static @Nullable public FoldResult onto(
            Definition definition, Standing standing, List<FoldSignal> ordered, long now) {
        List<Decision> decisions = new ArrayList<>();
        Standing at = standing;
        for (FoldSignal signal : ordered) {
            if (!at.precedes(signal)) {
                return null;
            }
            FoldResult result = Fold.advance(definition, at, signal);
            at = result.standing();
            decisions.addAll(result.decisions());
        }
        OptionalLong next = Fold.nextChange(definition, at);
        while (next.isPresent() && next.getAsLong() <= now) {
            FoldResult result = Fold.passTime(definition, at, next.getAsLong());
            at = result.standing();
            decisions.addAll(result.decisions());
            next = Fold.nextChange(definition, at);
        }
        return new FoldResult(at, decisions);
    }

    /** Folds a whole history. */
    public static FoldResult whole(Definition definition, List<FoldSignal> history, long now) {
        FoldResult result = onto(definition, Standing.NEW, history, now);
        if (result == null) {
            throw new IllegalStateException("a history out of order");
        }
        return result;
    }
}
