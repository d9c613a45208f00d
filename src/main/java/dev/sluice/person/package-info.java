/** Who it is: identities, companies, traits, consent, merges, the timeline and erasure. */
@ApplicationModule(
        displayName = "Person",
        allowedDependencies = {"signal", "workspace", "platform"})
@NullMarked
package dev.sluice.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
