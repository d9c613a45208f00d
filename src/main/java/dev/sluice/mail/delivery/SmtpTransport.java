package dev.sluice.mail.delivery;

import dev.sluice.mail.EgressSocketFactory;
import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.delivery.SmtpOutcome.Phase;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to an SMTP server that always knows how far a delivery has come. */
public final class SmtpTransport implements MailTransport {
    private static final Logger log = LoggerFactory.getLogger(SmtpTransport.class);
    private static final int CONNECT_MS = 10_000;
    private static final String UTF8 = "SMTPUTF8";

    /** The server could not be reached, or would not have us; {@code getMessage} says so in a sentence. */
    public static final class Unreachable extends Exception {
        Unreachable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    private final Transport transport;
    private boolean usable = true;
    private boolean fresh = true;

    private SmtpTransport(Transport transport) {
        this.transport = transport;
    }

    static Session session(MailSetup.SmtpServer server, String greeting) {
        Properties mail = new Properties();
        String patience = Long.toString(server.patience().toMillis());
        mail.setProperty("mail.smtp.connectiontimeout", Integer.toString(CONNECT_MS));
        mail.setProperty("mail.smtp.timeout", patience);
        mail.setProperty("mail.smtp.writetimeout", patience);
        mail.setProperty("mail.smtp.auth", Boolean.toString(server.user() != null));
        mail.setProperty("mail.smtp.localhost", greeting);
        mail.setProperty("mail.smtp.quitwait", "false");
        mail.setProperty("mail.mime.allowutf8", "true");
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (server.tls()) {
            case NONE -> mail.setProperty("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                mail.setProperty("mail.smtp.starttls.enable", "true");
                mail.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> mail.setProperty("mail.smtp.ssl.enable", "true");
        }
        if (server.guarded()) {
            mail.put("mail.smtp.socketFactory", new EgressSocketFactory());
            mail.setProperty("mail.smtp.socketFactory.fallback", "false");
        }
        return Session.getInstance(mail);
    }

    /** Connects, secures and signs in, or says why that cannot be done. */
    public static SmtpTransport open(MailSetup.SmtpServer server, String greeting) throws Unreachable {
        Session session = session(server, greeting);
        Transport transport = new Transport(session, server);
        try {
            transport.connect(server.host(), server.port(), server.user(), server.password());
            return new SmtpTransport(transport);
        } catch (MessagingException failure) {
            transport.hangUp();
            throw new Unreachable(sentence(server, transport, failure), failure);
        }
    }

    private static String sentence(MailSetup.SmtpServer server, Transport transport, MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EgressSocketFactory.Inner inner) {
                return String.valueOf(inner.getMessage());
            }
            if (cause instanceof javax.net.ssl.SSLException) {
                return "The connection to " + server.host() + " could not be secured: "
                        + HeaderText.line(String.valueOf(cause.getMessage()));
            }
        }
        if (failure instanceof AuthenticationFailedException) {
            return server.host() + " does not accept the user and password: " + said(transport, failure);
        }
        if (String.valueOf(failure.getMessage()).contains("STARTTLS")) {
            return server.host() + " offers no STARTTLS, and nothing is sent without it.";
        }
        return transport.answer >= 400
                ? server.host() + " does not take mail just now: " + said(transport, failure)
                : server.host() + " does not answer on port " + server.port() + ".";
    }

    private static String said(Transport transport, MessagingException failure) {
        String said = transport.getLastServerResponse();
        return HeaderText.line(said == null || said.isBlank() ? String.valueOf(failure.getMessage()) : said);
    }

    @Override
    public SmtpOutcome send(ComposedMessage mail, BooleanSupplier begin) {
        transport.utf8 = mail.needsUtf8();
        if (transport.utf8 && !transport.offersUtf8()) {
            return new SmtpOutcome.SmtpRejected(
                    "The mail server does not offer SMTPUTF8, which the letters before the @ of this address need.",
                    false,
                    false);
        }
        transport.begin = begin;
        transport.phase = Phase.SENDER;
        transport.answer = 0;
        boolean first = fresh;
        fresh = false;
        try {
            transport.sendMessage(
                    mail.mime(),
                    new Address[] {new InternetAddress(mail.claimed().message().address())});
            return new SmtpOutcome.Accepted(HeaderText.line(transport.getLastServerResponse()));
        } catch (CalledOff calledOff) {
            reset();
            return new SmtpOutcome.NotBegun();
        } catch (MessagingException failure) {
            return verdict(failure, first);
        } catch (RuntimeException failure) {
            usable = false;
            throw failure;
        }
    }

    private SmtpOutcome verdict(MessagingException failure, boolean first) {
        int answer = transport.answer;
        if (answer / 100 == 2 && transport.phase == Phase.END) {
            return new SmtpOutcome.Accepted(HeaderText.line(transport.getLastServerResponse()));
        }
        if (answer >= 400) {
            usable = answer != 421 && transport.isAlive();
            String text = refusalText(failure);
            return answer == 421 && !first
                    ? new SmtpOutcome.Later(HeaderText.line(text), false, true)
                    : SmtpOutcome.refusal(transport.phase, answer, text);
        }
        usable = false;
        log.debug("a connection broke at {}", transport.phase, failure);
        return switch (transport.phase) {
            case END -> new SmtpOutcome.SmtpUnknown("The server took all of it and did not answer whether it has it.");
            case CONNECT, SENDER, RECIPIENT, DATA ->
                // a server that closes after so many messages is asked again at once, over a new connection
                new SmtpOutcome.Later("The connection broke before the message had been sent.", first, !first);
        };
    }

    private static String refusalText(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException one; next = one.getNextException()) {
            if (next instanceof SMTPSendFailedException || !(next instanceof SendFailedException)) {
                return String.valueOf(next.getMessage());
            }
            if (one.getNextException() == null) {
                return String.valueOf(next.getMessage());
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private void reset() {
        try {
            transport.issueCommand("RSET", 250);
        } catch (MessagingException broken) {
            usable = false;
        }
    }

    /** Asks the server whether it is still there. */
    boolean answers() {
        usable = usable && transport.isConnected();
        return usable;
    }

    @Override
    public boolean usable() {
        return usable;
    }

    @Override
    public void close() {
        transport.hangUp();
    }

    /** Not ours any more, or not allowed any more, when the server was ready for it. */
    private static final class CalledOff extends MessagingException {}

    /** Angus Mail's client, with its place in the protocol written down. */
    private static final class Transport extends SMTPTransport {
        private Phase phase = Phase.CONNECT;
        private int answer;
        private boolean utf8;
        private BooleanSupplier begin = () -> false;

        Transport(Session session, MailSetup.SmtpServer server) {
            super(session, new URLName("smtp", server.host(), server.port(), null, server.user(), null));
        }

        boolean offersUtf8() {
            return super.supportsExtension(UTF8);
        }

        /** SMTPUTF8 is asked for by what needs it and nothing else: the next server on the way may lack it. */
        @Override
        public boolean supportsExtension(String extension) {
            return extension.equals(UTF8)
                    ? utf8 || phase == Phase.CONNECT // where the client would only log that it is missing
                    : super.supportsExtension(extension);
        }

        @Override
        protected void rcptTo() throws MessagingException {
            phase = Phase.RECIPIENT;
            super.rcptTo();
        }

        @Override
        protected OutputStream data() throws MessagingException {
            if (!begin.getAsBoolean()) {
                throw new CalledOff();
            }
            phase = Phase.DATA;
            return super.data();
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            phase = Phase.END;
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

        /** Whether the socket still stands, without asking. */
        boolean isAlive() {
            return super.getLastReturnCode() > 0;
        }

        void hangUp() {
            try {
                close();
            } catch (MessagingException gone) {
                log.debug("a connection was gone before it was closed", gone);
            }
        }
    }
}
