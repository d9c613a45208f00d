/** People in sequences: they start, move on, pause and stop. */
@ApplicationModule(
        displayName = "Enrolments",
        allowedDependencies = {
            "funnel",
            "funnel :: text",
            "platform",
            "platform :: database",
            "signal",
            "signal :: kind",
            "person",
            "consent",
            "standing",
            "handoff",
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
