/** Replays a changed definition beside the active one and compares them. */
@ApplicationModule(
        displayName = "What-if",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "standing",
            "handoff",
            "deal"
        })
@NullMarked
package dev.sluice.insight.whatif;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
