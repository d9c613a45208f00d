/** A sample workspace with eighteen months of history, recorded through the real intake; only with SLUICE_SAMPLE. */
@ApplicationModule(
        displayName = "Sample",
        allowedDependencies = {
            "platform :: database",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "standing",
            "handoff",
            "form",
            "imports",
            "link",
            "mail",
            "inbox",
            "meeting",
            "deal",
            "outreach"
        })
@NullMarked
package dev.sluice.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
