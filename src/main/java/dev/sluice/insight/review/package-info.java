/** The week on one page, its email and the proposed thresholds. */
@ApplicationModule(
        displayName = "Weekly review",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: sending",
            "platform :: web",
            "workspace",
            "signal",
            "standing",
            "mail",
            "insight",
            "insight.cohort",
            "insight.leaks",
            "insight.metrics",
            "insight.report",
            "insight.sources",
            "insight.whatif"
        })
@NullMarked
package dev.sluice.insight.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
