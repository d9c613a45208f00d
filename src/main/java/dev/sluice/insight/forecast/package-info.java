/** What open deals will bring, by definition and by history, with its track record. */
@ApplicationModule(
        displayName = "Forecast",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "standing",
            "deal",
            "insight",
            "insight.history"
        })
@NullMarked
package dev.sluice.insight.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
