/** The automatic email that answers a form at once. */
@ApplicationModule(
        displayName = "First touch",
        allowedDependencies = {
            "funnel",
            "platform",
            "platform :: database",
            "signal :: kind",
            "consent",
            "standing",
            "handoff",
            "form",
            "mail",
            "template",
            "outreach.enrolment"
        })
@NullMarked
package dev.sluice.outreach.firsttouch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
