package dev.sluice.platform;

/** Texts from outside as every column can hold them: without U+0000, and with no half of a surrogate pair. */
public final class StorableText {
    private StorableText() {}

    /** The text; a half of a pair becomes U+FFFD, so that two texts that differ elsewhere still differ. */
    public static String text(String told) {
        for (int i = 0; i < told.length(); i++) {
            char c = told.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return mended(told, i);
            }
        }
        return told;
    }

    /** The same, of at most so many characters. */
    public static String clip(String told, int longest) {
        String plain = text(told);
        if (plain.length() <= longest) {
            return plain;
        }
        return plain.substring(0, Character.isHighSurrogate(plain.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static String mended(String told, int from) {
        StringBuilder plain = new StringBuilder(told.length()).append(told, 0, from);
        int c;
        for (int i = from; i < told.length(); i += Character.charCount(c)) {
            c = told.codePointAt(i);
            if (c != 0) {
                plain.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c);
            }
        }
        return plain.toString();
    }
}
