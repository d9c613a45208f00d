/** Finds people among a million: filters, conditions, order and pages of the list. */
@ApplicationModule(
        displayName = "People search",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "workspace",
            "signal",
            "signal :: kind",
            "signal :: origin",
            "signal :: values",
            "person",
            "standing",
            "form"
        })
@NullMarked
package dev.sluice.people.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
