/** Which column is which field, and what a row becomes. */
@ApplicationModule(
        displayName = "Mapping",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: web",
            "signal",
            "signal :: kind",
            "signal :: values",
            "person",
            "standing",
            "imports.csv",
            "deal"
        })
@NullMarked
package dev.sluice.imports.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
