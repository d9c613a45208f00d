/** The right person has the lead at once: routing, accept and reject, response clocks, the rep's queue, tasks. */
@ApplicationModule(
        displayName = "Hand-off",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "standing",
            "workhours",
            "handoff.routing",
            "form"
        })
@NullMarked
package dev.sluice.handoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
