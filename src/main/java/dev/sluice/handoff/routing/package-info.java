/** Decides who gets a lead: teams, rotation, capacity and the rules of the definition. */
@ApplicationModule(
        displayName = "Routing",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "standing",
            "workhours"
        })
@NullMarked
package dev.sluice.handoff.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
