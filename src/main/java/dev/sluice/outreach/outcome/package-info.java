/** What became of the emails of sequences: opens, clicks, replies and bounces, and the figures of them. */
@ApplicationModule(
        displayName = "Outcomes",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "signal",
            "signal :: kind",
            "person",
            "standing",
            "link",
            "mail",
            "inbox",
            "outreach.sequence",
            "meeting"
        })
@NullMarked
package dev.sluice.outreach.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
