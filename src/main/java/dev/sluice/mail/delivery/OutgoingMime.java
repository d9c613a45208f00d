package dev.sluice.mail.delivery;

import dev.sluice.mail.HeaderText;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * The one type of message whose headers are set: a line break in one only ever folds it. It keeps the Message-ID that
 * it is given, and its header is UTF-8 where the address needs it.
 */
public final class OutgoingMime extends SMTPMessage {
    static {
        // Set once; otherwise every part of every message looks through the whole class path for it.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private static final Session PLAIN = Session.getInstance(new Properties());
    public static final Session UTF8 = utf8();
    private static final int MAX_REFERENCES = 20;

    private final String id;

    OutgoingMime(String id, String address) {
        super(ComposedMessage.isAscii(address) ? PLAIN : UTF8);
        this.id = id;
    }

    private static Session utf8() {
        Properties raw = new Properties();
        raw.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(raw);
    }

    /** A header of ours, already folded where it is long. */
    void header(String name, String value) throws MessagingException {
        if (HeaderText.breaks(value.replace("\r\n ", ""))) {
            throw new IllegalArgumentException("A header may hold no control characters.");
        }
        setHeader(name, value);
    }

    /** Makes it a reply to the last message of a thread. */
    void inReplyTo(String thread) throws MessagingException {
        List<String> ids = HeaderText.messageIds(thread);
        if (!ids.isEmpty()) {
            header("In-Reply-To", ids.getLast());
            List<String> newest = ids.subList(Math.max(0, ids.size() - MAX_REFERENCES), ids.size());
            header("References", String.join("\r\n ", newest));
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        header("Message-ID", id);
    }

    public static byte[] bytes(Message mime) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (MessagingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
