package dev.sluice.handoff;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lead in somebody's hands. */
record Lead(
        long person,
        int funnel,
        @Nullable Integer owner,
        String team,
        String stage,
        State state,
        Instant since,
        Instant nextAt,
        String nextWhat,
        Set<String> flags) {

    /** This lead moved on; {@code limit} is the next date until something earlier is found. */
    Lead at(String stage, State state, Instant since, Instant limit, Set<String> flags) {
        return new Lead(person, funnel, owner, team, stage, state, since, limit, nextWhat, flags);
    }

    /** Flagged while it is nurtured and a flag asks a person to look; offered until sales has said yes or no. */
    enum State {
        FLAGGED,
        OFFERED,
        ACCEPTED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
