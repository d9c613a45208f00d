/** What every module stands on: the database with its walls, the clock, durable tasks, page shell and error answers. */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {"funnel", "statistics"})
@NullMarked
package dev.sluice.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
