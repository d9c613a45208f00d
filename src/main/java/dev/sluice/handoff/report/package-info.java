/** Response times, acceptance and the reconciliation of leads, as pages and API. */
@ApplicationModule(
        displayName = "Hand-off reports",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "person",
            "standing",
            "workhours",
            "handoff",
            "handoff.routing",
            "handoff.today",
            "form"
        })
@NullMarked
package dev.sluice.handoff.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
