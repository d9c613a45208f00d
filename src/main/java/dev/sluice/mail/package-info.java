/** Mail that leaves: the durable outbox, the one composer, the servers it goes to, and the built-in mailbox. */
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: vault",
            "workspace",
            "signal :: kind",
            "person",
            "consent"
        })
@NullMarked
package dev.sluice.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
