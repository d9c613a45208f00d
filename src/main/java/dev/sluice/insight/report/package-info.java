/** How many people reached each stage of a funnel, went on, stopped there, won, and how soon. */
@ApplicationModule(
        displayName = "Funnel reports",
        allowedDependencies = {"funnel", "platform", "platform :: database", "workspace", "signal", "standing"})
@NullMarked
package dev.sluice.insight.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
