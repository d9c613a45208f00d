package dev.sluice.mail.messages;

import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailHtml;
import dev.sluice.mail.delivery.OutgoingMime;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of our own making, read back from its bytes. */
public record StoredMessage(
        List<MailHeader> headers,
        String subject,
        String from,
        @Nullable InternetAddress to,
        @Nullable InternetAddress replyTo,
        String messageId,
        String references,
        String text,
        String html) {
    /** A header as it stands in the message, unfolded and decoded. */
    public record MailHeader(String name, String value) {}

    public static StoredMessage of(byte[] bytes) {
        try {
            MimeMessage mime = new MimeMessage(OutgoingMime.UTF8, new ByteArrayInputStream(bytes));
            List<MailHeader> headers = new ArrayList<>();
            for (Header header : Collections.list(mime.getAllHeaders())) {
                headers.add(new MailHeader(header.getName(), readable(header.getValue())));
            }
            String html = part(mime, "text/html");
            String text = part(mime, "text/plain");
            return new StoredMessage(
                    headers,
                    mime.getSubject() == null ? "" : mime.getSubject(),
                    shown(first(mime.getFrom())),
                    first(mime.getRecipients(Message.RecipientType.TO)),
                    first(mime.getReplyTo()),
                    mime.getMessageID() == null ? "" : mime.getMessageID(),
                    String.join(" ", HeaderText.messageIds(mime.getHeader("References", " "))),
                    text,
                    html.isEmpty() ? "<pre style=\"white-space:pre-wrap\">" + MailHtml.escaped(text) + "</pre>" : html);
        } catch (MessagingException damaged) {
            throw new IllegalStateException("a stored message cannot be read", damaged);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whom it is from or to, in a list. */
    public static String shown(@Nullable InternetAddress address) {
        if (address == null) {
            return "";
        }
        return address.getPersonal() == null ? address.getAddress() : address.getPersonal();
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent()).replace("\r\n", "\n");
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static @Nullable InternetAddress first(Address @Nullable [] addresses) {
        return addresses != null && addresses.length > 0 && addresses[0] instanceof InternetAddress address
                ? address
                : null;
    }

    private static String readable(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException foreign) {
            return value;
        }
    }
}
