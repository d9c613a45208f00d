package dev.sluice.imports.csv;

/** What counts as nothing in a cell: white space of every kind, control characters and characters without ink. */
public final class BlankText {
    /** Letters and symbols by their class that show as nothing. */
    private static final String UNSEEN = "\u115F\u1160\u2800\u3164\uFFA0";

    private BlankText() {}

    /** The text without blanks around it. */
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return to - from == text.length() ? text : text.substring(from, to);
    }

    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c <= ' '
                || (c >= 0x7F
                        && (c <= 0x9F
                                || Character.isSpaceChar(c)
                                || c == '\u200B'
                                || c == '\uFEFF'
                                || UNSEEN.indexOf(c) >= 0));
    }
}
