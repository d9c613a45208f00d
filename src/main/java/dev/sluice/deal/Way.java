package dev.sluice.deal;

import dev.sluice.funnel.Pipeline;
import dev.sluice.standing.Run;

/** A pipeline of a funnel that decides. */
record Way(Run run, Pipeline pipeline) {
    /** As an address names it. */
    String code() {
        return run.funnel() + "." + pipeline.id();
    }
}
