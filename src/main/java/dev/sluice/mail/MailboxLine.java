package dev.sluice.mail;

import java.util.function.BooleanSupplier;

/** The way into the built-in mailbox, where no server is set. */
record MailboxLine(Mailbox mailbox, int workspace) implements Line {
    @Override
    public Verdict send(Composed mail, BooleanSupplier begin) {
        byte[] mime = Composer.bytes(mail.mime());
        if (!begin.getAsBoolean()) {
            return new Verdict.NotBegun();
        }
        Sent message = mail.claimed().message();
        mailbox.keep(workspace, message.id(), message.person(), mime, false);
        return new Verdict.Accepted("Kept in the built-in mailbox.");
    }

    @Override
    public boolean usable() {
        return true;
    }

    @Override
    public void close() {}
}
