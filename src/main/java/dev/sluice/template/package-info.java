/** Reusable emails: templates and snippets, filled for a recipient and previewed. */
@ApplicationModule(
        displayName = "Templates",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal :: kind",
            "person",
            "handoff",
            "mail"
        })
@NullMarked
package dev.sluice.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
