/** How many signals each source records, and the page that shows it. */
@ApplicationModule(
        displayName = "Source overview",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind"
        })
@NullMarked
package dev.sluice.signal.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
