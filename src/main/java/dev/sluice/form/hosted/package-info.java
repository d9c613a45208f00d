/** The forms that visitors fill in, and the signals that they record. */
@ApplicationModule(
        displayName = "Hosted forms",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "signal :: values",
            "person",
            "form",
            "form.held"
        })
@NullMarked
package dev.sluice.form.hosted;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
