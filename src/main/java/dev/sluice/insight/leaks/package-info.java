/** What each drop-off costs and why, and what the firm’s own history teaches. */
@ApplicationModule(
        displayName = "Leaks",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "standing",
            "deal",
            "insight.cohort",
            "insight.metrics",
            "insight.report"
        })
@NullMarked
package dev.sluice.insight.leaks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
