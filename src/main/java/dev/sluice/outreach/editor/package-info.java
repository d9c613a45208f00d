/** The pages and the API that show and change sequences and who is in them. */
@ApplicationModule(
        displayName = "Sequence editor",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "consent",
            "standing",
            "mail",
            "template",
            "outreach.enrolment",
            "outreach.outcome",
            "outreach.sequence"
        })
@NullMarked
package dev.sluice.outreach.editor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
