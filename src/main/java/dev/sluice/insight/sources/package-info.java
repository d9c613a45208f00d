/** What sources bring and cost, and the spend entered for them. */
@ApplicationModule(
        displayName = "Source reports",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal :: origin",
            "standing",
            "deal",
            "insight.cohort",
            "insight.metrics",
            "insight.report"
        })
@NullMarked
package dev.sluice.insight.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
