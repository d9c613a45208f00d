/** Files of leads: reads any delimited text, proposes what its columns mean, and turns each row into signals. */
@ApplicationModule(
        displayName = "Import",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "standing",
            "imports.csv",
            "imports.mapping",
            "imports.proposal",
            "deal"
        })
@NullMarked
package dev.sluice.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
