/** What it all came to: funnel reports and the home page; reads the report views of the modules to its left. */
@ApplicationModule(
        displayName = "Insight",
        allowedDependencies = {"standing"})
@NullMarked
package dev.sluice.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
