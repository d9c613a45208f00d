package dev.sluice.inbox.parsing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes UTF-7 (RFC 2152), which Java does not know. */
final class Utf7 {
    private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9/+]*)-?");

    private Utf7() {}

    static String decode(String text) {
        return SHIFTED.matcher(text).replaceAll(shifted -> Matcher.quoteReplacement(decodeShifted(shifted.group(1))));
    }

    private static String decodeShifted(String base64) {
        if (base64.isEmpty()) {
            return "+";
        }
        try {
            // a rest of one digit holds no whole byte, and none but UTF-16 is inside
            String whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
            byte[] bytes = Base64.getDecoder().decode(whole);
            return new String(bytes, 0, bytes.length / 2 * 2, StandardCharsets.UTF_16BE);
        } catch (IllegalArgumentException _) {
            return "+" + base64;
        }
    }
}
