/** A sample workspace with eighteen months of history, told to the real intake; only with SLUICE_SAMPLE. */
@ApplicationModule(
        displayName = "Sample",
        allowedDependencies = {
            "imports",
            "deal",
            "handoff",
            "meeting",
            "mail",
            "inbox",
            "link",
            "person",
            "standing",
            "form",
            "signal",
            "workspace",
            "platform",
            "funnel"
        })
@NullMarked
package dev.sluice.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
