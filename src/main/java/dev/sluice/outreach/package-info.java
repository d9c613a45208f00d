/** Follow-up until there is an answer: templates, the first touch, sequences, mail from person to person. */
@ApplicationModule(
        displayName = "Outreach",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: sending",
            "platform :: web",
            "workspace",
            "person",
            "consent",
            "handoff",
            "mail",
            "template",
            "inbox",
            "outreach.enrolment",
            "outreach.firsttouch",
            "outreach.sequence"
        })
@NullMarked
package dev.sluice.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
