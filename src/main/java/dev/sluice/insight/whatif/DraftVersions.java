package dev.sluice.insight.whatif;

import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Proposed changes as versions that decide nothing until somebody activates them. */
@Component
public class DraftVersions {
    private final Funnels funnels;

    DraftVersions(Funnels funnels) {
        this.funnels = funnels;
    }

    /**
     * Saves the deciding text with that stage asking for so much engagement, in the caller's transaction.
     *
     * @return the version's number; empty where the threshold is not written in one line, so that no draft can be made
     */
    public OptionalInt threshold(int workspace, DefinitionRun run, String stage, int atLeast, String note) {
        String yaml = funnels.version(workspace, run.funnel(), run.version()).yaml();
        String slid = ThresholdSlider.in(yaml, run.definition(), stage, atLeast);
        return slid.equals(yaml)
                ? OptionalInt.empty()
                : OptionalInt.of(
                        funnels.save(workspace, run.funnel(), slid, note, null).version());
    }
}
