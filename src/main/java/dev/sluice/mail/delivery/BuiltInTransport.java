package dev.sluice.mail.delivery;

import dev.sluice.mail.SentMessage;
import java.util.function.BooleanSupplier;

/** The way into the built-in mailbox, where no server is set; only in a trial what it takes counts as sent. */
record BuiltInTransport(BuiltInMailbox mailbox, int workspace, boolean trial) implements MailTransport {
    @Override
    public SmtpOutcome send(ComposedMessage mail, BooleanSupplier begin) {
        byte[] mime = OutgoingMime.bytes(mail.mime());
        if (!begin.getAsBoolean()) {
            return new SmtpOutcome.NotBegun();
        }
        SentMessage message = mail.claimed().message();
        mailbox.save(workspace, message.id(), message.person(), mime, false);
        return trial ? new SmtpOutcome.Accepted("Kept in the built-in mailbox.") : new SmtpOutcome.KeptHere();
    }

    @Override
    public boolean usable() {
        return true;
    }

    @Override
    public void close() {}
}
