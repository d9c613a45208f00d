package dev.sluice.form;

import dev.sluice.platform.StorableText;

/** Takes what strangers typed as text and nothing else. */
public final class LiteralText {
    private LiteralText() {}

    /** One line: control characters become spaces. */
    public static String line(String typed) {
        return clean(typed, false).strip();
    }

    /** Several lines: line ends stay, in one spelling. */
    public static String lines(String typed) {
        return clean(typed.replace("\r\n", "\n").replace('\r', '\n'), true).strip();
    }

    private static String clean(String typed, boolean keepLines) {
        String plain = StorableText.text(typed);
        StringBuilder text = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean kept = keepLines && (c == '\n' || c == '\t');
            text.append(Character.isISOControl(c) && !kept ? ' ' : c);
        }
        return text.toString();
    }
}
