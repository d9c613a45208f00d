package dev.sluice.handoff;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lead in somebody's hands. */
public record LeadAssignment(
        long person,
        int funnel,
        @Nullable Integer owner,
        String team,
        String stage,
        AssignmentState state,
        Instant since,
        Instant nextAt,
        String nextWhat,
        Set<String> flags) {

    /** This lead moved on; {@code limit} is the next date until something earlier is found. */
    LeadAssignment at(String stage, AssignmentState state, Instant since, Instant limit, Set<String> flags) {
        return new LeadAssignment(person, funnel, owner, team, stage, state, since, limit, nextWhat, flags);
    }

    /** Flagged while it is nurtured and a flag asks a person to look; offered until sales has said yes or no. */
    public enum AssignmentState {
        FLAGGED,
        OFFERED,
        ACCEPTED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static AssignmentState of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
