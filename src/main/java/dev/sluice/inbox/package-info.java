/** What comes back: replies, auto-replies, bounces and complaints, told apart, matched to what was sent, and counted. */
@ApplicationModule(
        displayName = "Inbox",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "consent",
            "mail",
            "mail :: refusal",
            "inbox.classification",
            "inbox.parsing"
        })
@NullMarked
package dev.sluice.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
