/** Where they stand: the live driver of the fold, definitions and their versions, the transition ledger, replay. */
@ApplicationModule(
        displayName = "Standing",
        allowedDependencies = {"funnel", "funnel :: text", "platform", "platform :: database", "signal", "person"})
@NullMarked
package dev.sluice.standing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
