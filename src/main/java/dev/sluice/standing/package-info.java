/** The standing of people in their funnels: definitions and their versions, evaluation, the transition ledger, replay. */
@ApplicationModule(
        displayName = "Standing",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "signal",
            "signal :: kind",
            "signal :: values",
            "person"
        })
@NullMarked
package dev.sluice.standing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
