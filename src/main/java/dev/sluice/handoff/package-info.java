/** The right person has the lead at once: routing, accept and reject, response clocks, the rep's queue, tasks. */
@ApplicationModule(
        displayName = "Hand-off",
        allowedDependencies = {"form", "standing", "person", "signal", "workspace", "platform", "funnel"})
@NullMarked
package dev.sluice.handoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
