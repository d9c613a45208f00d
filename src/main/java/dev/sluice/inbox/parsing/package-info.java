/** Reads received MIME messages: text, headers and quoted parts. */
@ApplicationModule(
        displayName = "Parsing",
        allowedDependencies = {})
@NullMarked
package dev.sluice.inbox.parsing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
