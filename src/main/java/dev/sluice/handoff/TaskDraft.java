package dev.sluice.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task to add to a lead.
 *
 * @param owner who does it; null leaves it to the team
 * @param by the user who adds it; null where Sluice does
 */
public record TaskDraft(
        long person,
        @Nullable Integer owner,
        String team,
        String kind,
        String text,
        Instant due,
        @Nullable Integer by) {
    /** The team of people who are not assigned. */
    static final String DEFAULT_TEAM = "sales";

    /** A task for a user or, without one, for the lead's owner, see {@link Tasks#addToLead}. */
    public static TaskDraft of(long person, @Nullable Integer owner, String kind, String text, Instant due) {
        return new TaskDraft(person, owner, DEFAULT_TEAM, kind, text, due, null);
    }

    TaskDraft by(int user) {
        return new TaskDraft(person, owner, team, kind, text, due, user);
    }

    TaskDraft forLead(LeadAssignment lead) {
        return new TaskDraft(person, owner == null ? lead.owner() : owner, lead.team(), kind, text, due, by);
    }
}
