/** What a sequence is: its steps, delays, windows and variants. */
@ApplicationModule(
        displayName = "Sequences",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "platform :: web",
            "standing",
            "template"
        })
@NullMarked
package dev.sluice.outreach.sequence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
