/** The funnel from visitors to customers on the first page. */
@ApplicationModule(
        displayName = "Home",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "standing",
            "form",
            "mail",
            "insight.metrics",
            "insight.report",
            "insight.review"
        })
@NullMarked
package dev.sluice.insight.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
