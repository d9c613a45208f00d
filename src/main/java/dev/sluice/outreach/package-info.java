/** Follow-up until there is an answer: templates, the first touch, sequences, mail from person to person. */
@ApplicationModule(
        displayName = "Outreach",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "person",
            "consent",
            "standing",
            "handoff",
            "form",
            "mail",
            "template",
            "inbox",
            "outreach.enrolment",
            "outreach.sequence"
        })
@NullMarked
package dev.sluice.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
