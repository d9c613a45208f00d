/** From an accepted lead to won or lost: deals with their log, pipelines with their gates, the board, what stalls. */
@ApplicationModule(
        displayName = "Deals",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "standing",
            "handoff"
        })
@NullMarked
package dev.sluice.deal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
