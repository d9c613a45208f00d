/** The mail server and sender of a workspace: settings, checks and test emails. */
@ApplicationModule(
        displayName = "Mail settings",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: vault",
            "platform :: web",
            "workspace",
            "person",
            "mail",
            "mail.delivery"
        })
@NullMarked
package dev.sluice.mail.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
