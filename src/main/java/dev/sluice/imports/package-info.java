/** Files of leads: reads any delimited text, proposes what its columns mean, and turns each row into signals. */
@ApplicationModule(
        displayName = "Import",
        allowedDependencies = {"deal", "standing", "person", "signal", "workspace", "platform", "funnel"})
@NullMarked
package dev.sluice.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
