package dev.sluice.standing;

import dev.sluice.funnel.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction of the decision: these people's stage, outcome or flags changed under the deciding version.
 * A batch stays a batch.
 */
public record StandingsChanged(int workspace, DefinitionRun run, List<StandingChange> people) {

    /**
     * One person's change.
     *
     * @param before null for a person without a standing so far
     */
    public record StandingChange(long person, @Nullable Standing before, Standing after) {}
}
