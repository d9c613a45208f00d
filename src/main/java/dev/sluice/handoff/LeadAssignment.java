package dev.sluice.handoff;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lead that is assigned to a user or team of sales. */
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

    /** The lead after a change; {@code limit} is due next until something earlier is found. */
    LeadAssignment at(String stage, AssignmentState state, Instant since, Instant limit, Set<String> flags) {
        return new LeadAssignment(person, funnel, owner, team, stage, state, since, limit, nextWhat, flags);
    }

    /** Flagged in nurture until someone has looked; offered until sales accepts or rejects. */
    public enum AssignmentState {
        FLAGGED,
        OFFERED,
        ACCEPTED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
