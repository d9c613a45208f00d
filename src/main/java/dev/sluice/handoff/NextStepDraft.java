package dev.sluice.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A next step to add.
 *
 * @param owner null for the owner of the lead or, without one, for whoever {@link StepOwners} finds
 * @param team null for the lead's team
 * @param by the user who plans it; null for Sluice
 * @param key what is planned a second time under it is not planned; null where nothing repeats
 * @param since when it came up; null for now
 */
public record NextStepDraft(
        long person,
        @Nullable Long deal,
        @Nullable Integer owner,
        @Nullable String team,
        String kind,
        String what,
        Instant due,
        @Nullable Integer by,
        @Nullable String key,
        @Nullable Instant since) {
    public static NextStepDraft of(long person, @Nullable Integer owner, String kind, String what, Instant due) {
        return new NextStepDraft(person, null, owner, null, kind, what, due, null, null, null);
    }

    /** The same as the next step of a deal. */
    public NextStepDraft forDeal(long number) {
        return new NextStepDraft(person, number, owner, team, kind, what, due, by, key, since);
    }

    /** The same, planned by that user. */
    public NextStepDraft by(int user) {
        return new NextStepDraft(person, deal, owner, team, kind, what, due, user, key, since);
    }

    /** The same, planned once under that key. */
    public NextStepDraft once(String name) {
        return new NextStepDraft(person, deal, owner, team, kind, what, due, by, name, since);
    }

    NextStepDraft since(Instant at) {
        return new NextStepDraft(person, deal, owner, team, kind, what, due, by, key, at);
    }

    NextStepDraft ofTeam(String name) {
        return new NextStepDraft(person, deal, owner, name, kind, what, due, by, key, since);
    }

    NextStepDraft ownedBy(@Nullable Integer user) {
        return new NextStepDraft(person, deal, user, team, kind, what, due, by, key, since);
    }
}
