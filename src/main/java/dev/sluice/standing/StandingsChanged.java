package dev.sluice.standing;

import dev.sluice.funnel.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Told in the transaction of the decision: these people's stage, outcome or flags changed under the deciding version.
 * A batch stays a batch.
 */
public record StandingsChanged(int workspace, DefinitionRun run, List<StandingChange> people) {

    /**
     * One person's change.
     *
     * @param before null for somebody who had no standing yet
     */
    public record StandingChange(long person, @Nullable Standing before, Standing after) {}
}
