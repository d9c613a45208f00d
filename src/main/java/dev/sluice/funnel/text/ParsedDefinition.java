package dev.sluice.funnel.text;

import dev.sluice.funnel.Definition;
import java.util.List;

/** The result of reading a written definition: a definition, or the problems that refuse it. */
public sealed interface ParsedDefinition {

    record Readable(Definition definition, List<Problem> warnings) implements ParsedDefinition {}

    /** Holds every error found, and the warnings beside them. */
    record DefinitionRefused(List<Problem> problems) implements ParsedDefinition {}
}
