/** Reports and the home page; this package has only the interfaces that its rooms share. */
@ApplicationModule(
        displayName = "Insight",
        allowedDependencies = {"standing"})
@NullMarked
package dev.sluice.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
