package dev.sluice.funnel;

/** A criterion, ready to be checked. */
@FunctionalInterface
interface CompiledCriterion {

    /** @param after only what happened after it counts as having happened */
    boolean holds(StandingBuilder draft, long now, LogPosition after);
}
