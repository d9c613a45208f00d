/** The pages and the API that change, compare and activate definitions. */
@ApplicationModule(
        displayName = "Definition editor",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "standing"
        })
@NullMarked
package dev.sluice.standing.editor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
