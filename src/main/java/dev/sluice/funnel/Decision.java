package dev.sluice.funnel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something the fold decided about a person, with the instant (microseconds) and the reasons. */
public sealed interface Decision {

    long at();

    /** How a stage was entered. */
    enum Move {
        /** The next stage. */
        FORWARD,
        /** A later stage, past one or more between. */
        SKIP,
        /** An earlier stage, by an exit rule or by hand. */
        BACK,
        /** A stage again after lost or disqualified. */
        REENTRY,
        /** Recorded by an import or by hand; the stage itself may stay, see {@link Entered}. */
        RECORDED
    }

    /**
     * A stage was entered. A {@link Move#RECORDED} entry of a stage that lies before {@code from} was recorded
     * late: the stage counts as reached, the person stays in {@code from}.
     *
     * @param from the stage before, null for a visitor
     * @param fit and {@code engagement}: the scores carried at this instant
     */
    record Entered(
            String stage,
            @Nullable String from,
            long at,
            Move move,
            int line,
            List<Reason> because,
            int fit,
            double engagement)
            implements Decision {}

    record FlagRaised(String flag, long at, List<Reason> because) implements Decision {}

    record Disqualified(String reason, long at, List<Reason> because) implements Decision {}

    record Lost(String reason, long at, List<Reason> because) implements Decision {}

    /** A disqualification by traits was lifted because no rule that reads traits applies any more. */
    record Reinstated(long at, List<Reason> because) implements Decision {}

    /** The person has been in the stage for longer than its limit; once for each stay. */
    record LimitPassed(String stage, long at) implements Decision {}
}
