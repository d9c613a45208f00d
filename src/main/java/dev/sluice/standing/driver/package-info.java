/** Claims the evaluation queue and folds what it finds. */
@ApplicationModule(
        displayName = "Live driver",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "standing"
        })
@NullMarked
package dev.sluice.standing.driver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
