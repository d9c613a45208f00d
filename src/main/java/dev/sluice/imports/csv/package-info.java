/** Reads files: encodings, layout, rows and the format of columns. */
@ApplicationModule(
        displayName = "CSV",
        allowedDependencies = {"platform", "person", "signal :: values"})
@NullMarked
package dev.sluice.imports.csv;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
