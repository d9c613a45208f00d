package dev.sluice.standing;

import dev.sluice.funnel.Definition;

/** One run of the log through one version of a funnel; standings are stored by its id. */
public record DefinitionRun(int id, int funnel, int version, Definition definition) {

    /** Position of a stage in the definition, -1 for none (a visitor). */
    public int position(String stage) {
        for (int i = 0; i < definition.stages().size(); i++) {
            if (definition.stages().get(i).id().equals(stage)) {
                return i;
            }
        }
        return -1;
    }
}
