package dev.sluice.inbox.parsing;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the encoded words of a header (RFC 2047), also those that break its rules: with blanks in them, inside of
 * other words, or with a character divided between two of them.
 */
final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s]{1,40})\\?([bBqQ])\\?([^?\\r\\n]*)\\?=(\\s+(?==\\?))?");

    private EncodedWords() {}

    static String decode(String value) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        @Nullable String charset = null;
        int end = 0;
        Matcher words = WORD.matcher(value);
        while (words.find()) {
            String between = value.substring(end, words.start());
            if (charset != null && (!between.isEmpty() || !charset.equalsIgnoreCase(words.group(1)))) {
                text.append(TextDecoder.text(pending.toByteArray(), charset));
                pending.reset();
            }
            text.append(between);
            charset = words.group(1);
            pending.writeBytes(bytes(words.group(2), words.group(3)));
            end = words.end();
        }
        if (charset != null) {
            text.append(TextDecoder.text(pending.toByteArray(), charset));
        }
        return text.append(value.substring(end)).toString();
    }

    private static byte[] bytes(String encoding, String word) {
        byte[] raw = word.getBytes(StandardCharsets.ISO_8859_1);
        try {
            if (encoding.equalsIgnoreCase("b")) {
                return Base64.getMimeDecoder().decode(raw);
            }
            return MimeUtility.decode(
                            new ByteArrayInputStream(
                                    word.replace('_', ' ').replace(" ", "=20").getBytes(StandardCharsets.ISO_8859_1)),
                            "quoted-printable")
                    .readAllBytes();
        } catch (IOException | jakarta.mail.MessagingException | IllegalArgumentException _) {
            return raw;
        }
    }
}
