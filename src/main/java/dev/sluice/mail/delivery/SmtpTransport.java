package dev.sluice.mail.delivery;

import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.delivery.SmtpOutcome.Phase;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to an SMTP server that always knows how far a delivery has come. */
public final class SmtpTransport implements MailTransport {
    private static final Logger log = LoggerFactory.getLogger(SmtpTransport.class);

    /** The server could not be reached, or would not have us; {@code getMessage} says so in a sentence. */
    public static final class Unreachable extends Exception {
        Unreachable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    private final SmtpProtocol protocol;
    private boolean usable = true;
    private boolean fresh = true;

    private SmtpTransport(SmtpProtocol protocol) {
        this.protocol = protocol;
    }

    /** Connects, secures and signs in, or says why that cannot be done. */
    public static SmtpTransport open(MailSetup.SmtpServer server, String greeting) throws Unreachable {
        return new SmtpTransport(SmtpConnector.connect(server, greeting));
    }

    @Override
    public SmtpOutcome send(ComposedMessage mail, BooleanSupplier begin) {
        protocol.utf8 = mail.needsUtf8();
        if (protocol.utf8 && !protocol.offersUtf8()) {
            return new SmtpOutcome.SmtpRejected(
                    "The mail server does not offer SMTPUTF8, which the letters before the @ of this address need.",
                    false,
                    false);
        }
        protocol.begin = begin;
        protocol.phase = Phase.SENDER;
        protocol.answer = 0;
        boolean first = fresh;
        fresh = false;
        try {
            protocol.sendMessage(
                    mail.mime(),
                    new Address[] {new InternetAddress(mail.claimed().message().address())});
            return new SmtpOutcome.Accepted(HeaderText.line(protocol.getLastServerResponse()));
        } catch (SmtpProtocol.Cancelled _) {
            reset();
            return new SmtpOutcome.NotBegun();
        } catch (MessagingException failure) {
            return outcome(failure, first);
        } catch (RuntimeException failure) {
            usable = false;
            throw failure;
        }
    }

    private SmtpOutcome outcome(MessagingException failure, boolean first) {
        int answer = protocol.answer;
        if (answer / 100 == 2 && protocol.phase == Phase.END) {
            return new SmtpOutcome.Accepted(HeaderText.line(protocol.getLastServerResponse()));
        }
        if (answer >= 400) {
            usable = answer != 421 && protocol.isAlive();
            String text = refusalText(failure);
            return answer == 421 && !first
                    ? new SmtpOutcome.Later(HeaderText.line(text), false, true)
                    : SmtpOutcome.refusal(protocol.phase, answer, text);
        }
        usable = false;
        log.debug("a connection broke at {}", protocol.phase, failure);
        return switch (protocol.phase) {
            case END -> new SmtpOutcome.SmtpUnknown("The server took all of it and did not answer whether it has it.");
            case CONNECT, SENDER, RECIPIENT, DATA ->
                // a server that closes after so many messages is asked again at once, over a new connection
                new SmtpOutcome.Later("The connection broke before the message had been sent.", first, !first);
        };
    }

    private static String refusalText(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException failed; next = failed.getNextException()) {
            if (next instanceof SMTPSendFailedException || !(next instanceof SendFailedException)) {
                return String.valueOf(next.getMessage());
            }
            if (failed.getNextException() == null) {
                return String.valueOf(next.getMessage());
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private void reset() {
        try {
            protocol.issueCommand("RSET", 250);
        } catch (MessagingException _) {
            usable = false;
        }
    }

    /** Asks the server whether it is still there. */
    boolean answers() {
        usable = usable && protocol.isConnected();
        return usable;
    }

    @Override
    public boolean usable() {
        return usable;
    }

    @Override
    public void close() {
        protocol.hangUp();
    }
}
