/** Who may be written to: the suppression list, unsubscribing, preferences, double opt-in, and what the law asks. */
@ApplicationModule(
        displayName = "Consent",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person"
        })
@NullMarked
package dev.sluice.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
