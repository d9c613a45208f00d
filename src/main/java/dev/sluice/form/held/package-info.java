/** Submissions that look like a bot's, kept until a user accepts or deletes them. */
@ApplicationModule(
        displayName = "Held submissions",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "form"
        })
@NullMarked
package dev.sluice.form.held;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
