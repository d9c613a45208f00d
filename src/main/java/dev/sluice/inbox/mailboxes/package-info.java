/** Where email comes in: IMAP connections, their settings and the inbound webhook. */
@ApplicationModule(
        displayName = "Mailboxes",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: vault",
            "platform :: web",
            "workspace",
            "mail",
            "inbox",
            "inbox.parsing"
        })
@NullMarked
package dev.sluice.inbox.mailboxes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
