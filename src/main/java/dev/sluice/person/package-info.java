/** Who it is: identities, companies, traits, consent, merges, the timeline and erasure. */
@ApplicationModule(
        displayName = "Person",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "signal :: origin",
            "signal :: values"
        })
@NullMarked
package dev.sluice.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
