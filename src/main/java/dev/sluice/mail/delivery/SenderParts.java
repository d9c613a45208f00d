package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSettings;
import org.springframework.stereotype.Component;

/** What the senders of all workspaces share. */
@Component
record SenderParts(
        MessageClaims claims,
        MessagePreparer preparer,
        Composer composer,
        Delivery delivery,
        MailSettings settings,
        BuiltInMailbox mailbox) {}
