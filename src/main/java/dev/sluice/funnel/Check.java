package dev.sluice.funnel;

/** A criterion, ready to be asked. */
@FunctionalInterface
interface Check {

    /** @param after only what happened after it counts as having happened */
    boolean holds(Draft draft, long now, Mark after);
}
