/** The pages and the API that show what was sent, and the built-in mailbox. */
@ApplicationModule(
        displayName = "Messages",
        allowedDependencies = {
            "platform",
            "platform :: database",
            "platform :: web",
            "workspace",
            "person",
            "mail",
            "mail.delivery"
        })
@NullMarked
package dev.sluice.mail.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
