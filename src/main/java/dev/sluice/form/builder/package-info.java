/** The pages and the API that create and change forms and show how they do. */
@ApplicationModule(
        displayName = "Form builder",
        allowedDependencies = {
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "form",
            "form.held",
            "form.hosted"
        })
@NullMarked
package dev.sluice.form.builder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
