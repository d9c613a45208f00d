package dev.sluice.form;

import dev.sluice.platform.StorableText;

/** Cleans text from visitors of control characters. */
public final class LiteralText {
    private LiteralText() {}

    /** One line: control characters become spaces. */
    public static String line(String input) {
        return clean(input, false).strip();
    }

    /** Several lines: line ends stay, in one spelling. */
    public static String lines(String input) {
        return clean(input.replace("\r\n", "\n").replace('\r', '\n'), true).strip();
    }

    private static String clean(String input, boolean keepLines) {
        String plain = StorableText.text(input);
        StringBuilder text = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean allowed = keepLines && (c == '\n' || c == '\t');
            text.append(Character.isISOControl(c) && !allowed ? ' ' : c);
        }
        return text.toString();
    }
}
