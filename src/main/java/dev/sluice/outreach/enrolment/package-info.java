/** People in sequences: they start, move on, pause and stop. */
@ApplicationModule(
        displayName = "Enrolments",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "statistics",
            "platform",
            "platform :: database",
            "signal",
            "person",
            "consent",
            "standing",
            "handoff",
            "link",
            "mail",
            "template",
            "inbox",
            "outreach.sequence",
            "meeting"
        })
@NullMarked
package dev.sluice.outreach.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
