/** What every module uses: the database and its tenancy, the clock, recurring tasks, the page shell and error responses. */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {"funnel", "statistics"})
@NullMarked
package dev.sluice.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
