package dev.sluice.mail.delivery;

import dev.sluice.mail.EgressSocketFactory;
import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailSetup;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to SMTP servers, and explains why one cannot be opened. */
final class SmtpConnector {
    private static final Logger log = LoggerFactory.getLogger(SmtpConnector.class);

    private static final int CONNECT_MS = 10_000;

    private SmtpConnector() {}

    /** Connects, secures and signs in; the exception's message is a sentence that says why that fails. */
    static SmtpProtocol connect(MailSetup.SmtpServer server, String greeting) throws SmtpTransport.Unreachable {
        SmtpProtocol protocol = new SmtpProtocol(session(server, greeting), server);
        try {
            protocol.connect(server.host(), server.port(), server.user(), server.password());
            return protocol;
        } catch (MessagingException failure) {
            protocol.hangUp();
            throw new SmtpTransport.Unreachable(sentence(server, protocol, failure), failure);
        }
    }

    private static Session session(MailSetup.SmtpServer server, String greeting) {
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

    private static String sentence(MailSetup.SmtpServer server, SmtpProtocol protocol, MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EgressSocketFactory.Inner inner) {
                return String.valueOf(inner.getMessage());
            }
            if (cause instanceof javax.net.ssl.SSLException && protocol.answer > 0) {
                return "The connection to " + server.host() + " could not be secured: "
                        + HeaderText.line(String.valueOf(cause.getMessage()));
            }
        }
        if (failure instanceof AuthenticationFailedException) {
            return server.host() + " does not accept the user and password: " + answer(protocol, failure);
        }
        if (String.valueOf(failure.getMessage()).contains("STARTTLS")) {
            return server.host() + " offers no STARTTLS, and nothing is sent without it.";
        }
        return protocol.answer >= 400
                ? server.host() + " does not take mail just now: " + answer(protocol, failure)
                : noMailServer(server, failure);
    }

    /** One sentence for closed ports and for those of other services, which are nobody's business; the log has more. */
    private static String noMailServer(MailSetup.SmtpServer server, MessagingException failure) {
        log.info("no mail server on port {} of {}", server.port(), server.host(), failure);
        return server.host() + " does not answer as a mail server on port " + server.port()
                + ". Check the host, the port and the encryption.";
    }

    private static String answer(SmtpProtocol protocol, MessagingException failure) {
        String answer = protocol.getLastServerResponse();
        return HeaderText.line(answer == null || answer.isBlank() ? String.valueOf(failure.getMessage()) : answer);
    }
}
