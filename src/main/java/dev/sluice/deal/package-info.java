/** From an accepted lead to won or lost: deals with their log, pipelines with their gates, the board, what stalls. */
@ApplicationModule(
        displayName = "Deals",
        allowedDependencies = {"handoff", "standing", "person", "signal", "workspace", "platform", "funnel"})
@NullMarked
package dev.sluice.deal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
