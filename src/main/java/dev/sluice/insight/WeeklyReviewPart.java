package dev.sluice.insight;

import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.List;

/** What a module beside insight has to say in the weekly review. */
public interface WeeklyReviewPart {
    /** A sentence of the review; {@code href} leads to what it rests on. */
    record ReviewNote(String text, String href) {}

    /** Its heading. */
    String title();

    /** Its sentences as of that instant, none where there is nothing to say. */
    List<ReviewNote> notes(int workspace, DefinitionRun run, Instant seen);
}
