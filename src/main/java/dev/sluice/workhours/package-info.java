/** When people work: weeks, absences and cover, and working time between two instants. */
@ApplicationModule(
        displayName = "Working hours",
        allowedDependencies = {"platform", "platform :: database", "workspace"})
@NullMarked
package dev.sluice.workhours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
