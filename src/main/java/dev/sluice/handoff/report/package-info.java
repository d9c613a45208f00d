/** Response times, acceptance and the reconciliation of leads, as pages and API. */
@ApplicationModule(
        displayName = "Hand-off reports",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "standing",
            "workhours",
            "handoff",
            "handoff.reconciliation",
            "handoff.routing"
        })
@NullMarked
package dev.sluice.handoff.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
