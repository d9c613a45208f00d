package dev.sluice.people.search;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.standing.DefinitionRun;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people that a list is to show, read from the parameters of an address by {@link PeopleFilterReader}.
 *
 * @param run the active run of the funnel, null while no funnel is active
 * @param stages positions of the requested stages, -1 for people in none; null for everyone
 * @param reached position of a stage that they must have reached, whichever stage they are in today
 * @param since the first day on which they may have entered the funnel, and {@code until} the last
 * @param stageNames the stages as requested; empty when none was
 */
public record PeopleFilter(
        String q,
        @Nullable DefinitionRun run,
        @Nullable List<Integer> stages,
        List<String> stageNames,
        @Nullable StandingOutcome outcome,
        String source,
        String form,
        @Nullable Integer fit,
        @Nullable Integer engagement,
        String flag,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long company,
        @Nullable Integer reached,
        @Nullable LocalDate since,
        @Nullable LocalDate until,
        PeopleSort sort) {
    /** Whether anything but funnel, stage and order narrows the list. */
    public boolean narrowed() {
        return !q.isEmpty()
                || outcome != null
                || !source.isEmpty()
                || !form.isEmpty()
                || fit != null
                || engagement != null
                || !flag.isEmpty()
                || from != null
                || to != null
                || company != null
                || reached != null
                || since != null
                || until != null;
    }
}
