package dev.sluice.inbox.parsing;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Reads the content of one part of a message as text, whatever is wrong with its encoding. */
final class MimePart {
    private MimePart() {}

    static boolean isAttached(Part part) {
        try {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        } catch (MessagingException _) {
            return false;
        }
    }

    static String content(Part part, Charset charset) {
        try (InputStream in = part.getInputStream()) {
            return decode(in.readNBytes(MimeReader.MAX_BYTES), charset);
        } catch (IOException | MessagingException | RuntimeException _) {
            return raw(part, charset);
        }
    }

    /** What a part contains when its transfer encoding cannot be undone. */
    private static String raw(Part part, Charset charset) {
        try (InputStream in = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return decode(in.readNBytes(MimeReader.MAX_BYTES), charset);
        } catch (IOException | MessagingException | RuntimeException _) {
            return "";
        }
    }

    /** In the declared charset or, where the bytes contradict UTF-8, in the one that takes any byte. */
    private static String decode(byte[] bytes, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException _) {
                return new String(bytes, Charset.forName("windows-1252"));
            }
        }
        return new String(bytes, charset);
    }

    static Charset charset(@Nullable String name) {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
