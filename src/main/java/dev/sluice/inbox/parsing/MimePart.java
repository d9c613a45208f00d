package dev.sluice.inbox.parsing;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the content of one part of a message as text, whatever is wrong with its encoding. */
final class MimePart {
    private static final int MAX_TEXT_BYTES = 8 * 1024 * 1024;

    private MimePart() {}

    static boolean isAttached(Part part) {
        try {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        } catch (MessagingException _) {
            return false;
        }
    }

    static String content(Part part, @Nullable String charset) {
        try (InputStream in = part.getInputStream()) {
            return TextDecoder.text(in.readNBytes(MAX_TEXT_BYTES), charset);
        } catch (IOException | MessagingException | RuntimeException _) {
            return raw(part, charset);
        }
    }

    /** What a part contains when its transfer encoding cannot be undone. */
    private static String raw(Part part, @Nullable String charset) {
        try (InputStream in = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return TextDecoder.text(in.readNBytes(MAX_TEXT_BYTES), charset);
        } catch (IOException | MessagingException | RuntimeException _) {
            return "";
        }
    }
}
