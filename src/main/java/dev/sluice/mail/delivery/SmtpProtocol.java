package dev.sluice.mail.delivery;

import dev.sluice.mail.MailSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Angus Mail's client, which also records how far a delivery has come. */
final class SmtpProtocol extends SMTPTransport {
    private static final Logger log = LoggerFactory.getLogger(SmtpProtocol.class);
    private static final String UTF8 = "SMTPUTF8";

    /** The message was withdrawn, or may not go any more, when the server was ready for it. */
    static final class Cancelled extends MessagingException {}

    SmtpOutcome.Phase phase = SmtpOutcome.Phase.CONNECT;
    int answer;
    boolean utf8;
    BooleanSupplier begin = () -> false;

    SmtpProtocol(Session session, MailSetup.SmtpServer server) {
        super(session, new URLName("smtp", server.host(), server.port(), null, server.user(), null));
    }

    boolean offersUtf8() {
        return super.supportsExtension(UTF8);
    }

    /** SMTPUTF8 is asked for by what needs it and nothing else: the next server on the way may lack it. */
    @Override
    public boolean supportsExtension(String extension) {
        return extension.equals(UTF8)
                ? utf8 || phase == SmtpOutcome.Phase.CONNECT // where the client would only log that it is missing
                : super.supportsExtension(extension);
    }

    @Override
    protected void rcptTo() throws MessagingException {
        phase = SmtpOutcome.Phase.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        if (!begin.getAsBoolean()) {
            throw new Cancelled();
        }
        phase = SmtpOutcome.Phase.DATA;
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        phase = SmtpOutcome.Phase.END;
        answer = 0;
        super.finishData();
    }

    /** The first refusal counts: what follows it is only the tidying up. */
    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (answer < 400) {
            answer = code;
        }
        return code;
    }

    /** Whether the socket is still open, as far as is known without asking. */
    boolean isAlive() {
        return super.getLastReturnCode() > 0;
    }

    void hangUp() {
        try {
            close();
        } catch (MessagingException failure) {
            log.debug("a connection was gone before it was closed", failure);
        }
    }
}
