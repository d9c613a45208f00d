package dev.sluice.mail.delivery;

import java.util.function.BooleanSupplier;

/** One worker's way to where mail goes: a connection to a server, or the built-in mailbox. */
interface MailTransport extends AutoCloseable {
    /**
     * Delivers one message.
     *
     * @param begin asked when the far end has agreed to take it and before any of it is sent; false calls it off
     */
    SmtpOutcome send(ComposedMessage mail, BooleanSupplier begin);

    /** Whether another message may be sent over it. */
    boolean usable();

    @Override
    void close();
}
