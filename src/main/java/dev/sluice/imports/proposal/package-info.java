/** Proposes what the columns of a file tell and how they are written, and asks what the file leaves open. */
@ApplicationModule(
        displayName = "Proposal",
        allowedDependencies = {"imports.csv", "imports.mapping"})
@NullMarked
package dev.sluice.imports.proposal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
