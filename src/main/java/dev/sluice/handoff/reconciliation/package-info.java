/** Checks that no lead is forgotten and that leads in are leads accounted for. */
@ApplicationModule(
        displayName = "Reconciliation",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "standing",
            "handoff"
        })
@NullMarked
package dev.sluice.handoff.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
