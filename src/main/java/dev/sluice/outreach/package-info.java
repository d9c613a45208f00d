/** Follow-up until there is an answer: templates, the first touch, sequences, mail from person to person. */
@ApplicationModule(
        displayName = "Outreach",
        allowedDependencies = {
            "meeting",
            "mail",
            "inbox",
            "consent",
            "link",
            "handoff",
            "standing",
            "person",
            "form",
            "signal",
            "workspace",
            "platform",
            "funnel"
        })
@NullMarked
package dev.sluice.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
