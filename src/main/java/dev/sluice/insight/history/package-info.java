/** Deals as they were at an instant: every answer comes from their log and uses only what was known by then. */
@ApplicationModule(
        displayName = "Deal history",
        allowedDependencies = {"platform", "platform :: database", "workspace", "deal"})
@NullMarked
package dev.sluice.insight.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
