/** Intake: every door by which something that happened comes in, and the append-only log that keeps it. */
@ApplicationModule(
        displayName = "Signal",
        allowedDependencies = {"funnel", "platform", "platform :: database"})
@NullMarked
package dev.sluice.signal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
