/** The tracking API and the script for websites. */
@ApplicationModule(
        displayName = "Tracking",
        allowedDependencies = {"platform", "workspace", "signal", "signal :: kind"})
@NullMarked
package dev.sluice.signal.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
