/** Meetings with leads: booked by hand, by API or by an invitation that comes by mail; held, missed, moved or called off. */
@ApplicationModule(
        displayName = "Meetings",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "handoff",
            "inbox",
            "mail"
        })
@NullMarked
package dev.sluice.meeting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
