/** The five metrics, cohorts and funnel reports, each figure with the people behind it. */
@ApplicationModule(
        displayName = "Metrics",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "person",
            "standing",
            "handoff",
            "deal"
        })
@NullMarked
package dev.sluice.insight.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
