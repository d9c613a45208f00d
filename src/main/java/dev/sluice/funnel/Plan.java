package dev.sluice.funnel;

/** A definition, indexed by signal kind for the fold. */
final class Plan {

    final Definition definition;

    Plan(Definition definition) {
        this.definition = definition;
    }
}
