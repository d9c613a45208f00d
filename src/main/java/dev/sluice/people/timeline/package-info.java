/** The timeline of a person as text: signals and decisions, newest first. */
@ApplicationModule(
        displayName = "Timeline",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "signal",
            "signal :: kind",
            "person",
            "standing"
        })
@NullMarked
package dev.sluice.people.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
