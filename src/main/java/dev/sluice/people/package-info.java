/** People: finding them among a million, the page of each, and what is done to them by hand and by the API. */
@ApplicationModule(
        displayName = "People",
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
            "consent",
            "standing",
            "people.search",
            "people.timeline"
        })
@NullMarked
package dev.sluice.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
