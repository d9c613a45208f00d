/** The links and open pixels of mails: signed, leading only where the message said, and graded by who followed them. */
@ApplicationModule(
        displayName = "Link",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person"
        })
@NullMarked
package dev.sluice.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
