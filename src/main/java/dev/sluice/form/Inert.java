package dev.sluice.form;

/** Takes what strangers typed as text and nothing else. */
final class Inert {
    private Inert() {}

    /** One line: control characters become spaces. */
    static String line(String typed) {
        return clean(typed, false).strip();
    }

    /** Several lines: line ends stay, in one spelling. */
    static String lines(String typed) {
        return clean(typed.replace("\r\n", "\n").replace('\r', '\n'), true).strip();
    }

    /** At most so many characters, never half a surrogate pair. */
    static String clip(String text, int longest) {
        String whole = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (whole.length() <= longest) {
            return whole;
        }
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static String clean(String typed, boolean keepLines) {
        StringBuilder text = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == 0) {
                continue; // PostgreSQL cannot hold it
            }
            boolean kept = keepLines && (c == '\n' || c == '\t');
            text.append(Character.isISOControl(c) && !kept ? ' ' : c);
        }
        return text.toString();
    }
}
