/** The queue of a rep, the digest and the playbook. */
@ApplicationModule(
        displayName = "Today",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "signal :: values",
            "person",
            "standing",
            "handoff"
        })
@NullMarked
package dev.sluice.handoff.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
