package dev.sluice.platform;

/** Texts from outside as every column can hold them: without U+0000, and with no half of a surrogate pair. */
public final class StorableText {
    private StorableText() {}

    /** The text; a half of a pair becomes U+FFFD, so that two texts that differ elsewhere still differ. */
    public static String text(String input) {
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return repaired(input, i);
            }
        }
        return input;
    }

    /** The same, of at most so many characters. */
    public static String clip(String input, int maxLength) {
        String plain = text(input);
        if (plain.length() <= maxLength) {
            return plain;
        }
        return plain.substring(0, Character.isHighSurrogate(plain.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }

    private static String repaired(String input, int from) {
        StringBuilder plain = new StringBuilder(input.length()).append(input, 0, from);
        int c;
        for (int i = from; i < input.length(); i += Character.charCount(c)) {
            c = input.codePointAt(i);
            if (c != 0) {
                plain.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c);
            }
        }
        return plain.toString();
    }
}
