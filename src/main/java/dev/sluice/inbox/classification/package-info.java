/** Tells replies, automatic replies, bounces, complaints and opt-outs apart. */
@ApplicationModule(
        displayName = "Classification",
        allowedDependencies = {"inbox.parsing", "mail :: refusal"})
@NullMarked
package dev.sluice.inbox.classification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
