/** Sends what the outbox holds: claims, SMTP, the delivery journal and the built-in mailbox. */
@ApplicationModule(
        displayName = "Delivery",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: sending",
            "workspace",
            "signal",
            "signal :: kind",
            "person",
            "consent",
            "link",
            "mail",
            "mail :: refusal"
        })
@NullMarked
package dev.sluice.mail.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
