/** The five metrics on a page and in the API, beside their benchmarks and by groups and cohorts. */
@ApplicationModule(
        displayName = "Metrics",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "standing",
            "insight.cohort",
            "insight.report"
        })
@NullMarked
package dev.sluice.insight.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
