package dev.sluice.inbox.parsing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into text in the charset that they betray: ISO-2022-JP if they hold its escapes, UTF-8 if they are valid
 * in it, which others hardly ever are; else in the declared one, or in that of Western Europe, which takes any byte.
 */
final class TextDecoder {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final byte ESCAPE = 0x1b;

    /** Names that mail uses for a charset, or for a smaller one than its bytes are in. */
    private static final Map<String, String> CHARSETS = Map.of(
            "iso-8859-1", "windows-1252",
            "latin1", "windows-1252",
            "us-ascii", "utf-8",
            "ascii", "utf-8",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "shift_jis", "windows-31j",
            "ks_c_5601-1987", "x-windows-949",
            "iso-8859-8-i", "iso-8859-8",
            "iso-2022-jp", "x-windows-iso2022jp");

    private TextDecoder() {}

    static String text(byte[] bytes, @Nullable String declared) {
        String name = declared == null
                ? ""
                : declared.strip().toLowerCase(Locale.ROOT).replaceAll("\\*.*", "");
        if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
            return Utf7.decode(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        Charset charset = charset(name);
        List<Charset> attempts = new ArrayList<>();
        if (isEscaped(bytes)) {
            attempts.add(name.startsWith("iso-2022") ? charset : charset("iso-2022-jp"));
        }
        if (!name.startsWith("utf-16")) {
            attempts.add(StandardCharsets.UTF_8);
        }
        attempts.add(charset);
        for (Charset attempt : attempts) {
            String text = strictly(bytes, attempt);
            if (text != null) {
                return text;
            }
        }
        return new String(bytes, charset.equals(StandardCharsets.UTF_8) ? WESTERN : charset);
    }

    /** A header, each line of which may have been written by another program in another charset. */
    static String header(byte[] bytes) {
        String whole = isEscaped(bytes) ? null : strictly(bytes, StandardCharsets.UTF_8);
        if (whole != null) {
            return whole;
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                text.append(text(java.util.Arrays.copyOfRange(bytes, from, i), null))
                        .append('\n');
                from = i + 1;
            }
        }
        return text.toString();
    }

    private static boolean isEscaped(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == ESCAPE && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('\ufffd') >= 0 && !charset.equals(StandardCharsets.UTF_8) ? null : text;
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(CHARSETS.getOrDefault(name, name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
