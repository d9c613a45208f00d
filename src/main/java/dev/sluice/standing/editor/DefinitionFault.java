package dev.sluice.standing.editor;

import dev.sluice.funnel.text.Problem;
import java.util.Locale;

/** A problem of a definition, as the API returns it. */
record DefinitionFault(int line, int column, String severity, String what) {
    static DefinitionFault of(Problem problem) {
        return new DefinitionFault(
                problem.line(), problem.column(), problem.severity().name().toLowerCase(Locale.ROOT), problem.what());
    }
}
