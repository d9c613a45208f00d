package dev.sluice.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text on its way into a header: a line of it can never become two. */
public final class HeaderText {
    private static final Pattern MESSAGE_ID =
            Pattern.compile("<[\\x21-\\x7e&&[^<>@]]{1,180}@[\\x21-\\x7e&&[^<>@]]{1,180}>");

    private HeaderText() {}

    /** The text on one line: every control, line or paragraph separator is a space, invisible marks are dropped. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                    line.append(' ');
                case Character.FORMAT -> {
                    if (c == 0x200d) { // joins the parts of one emoji
                        line.appendCodePoint(c);
                    }
                }
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString().strip();
    }

    /** Whether the text could break out of its header. */
    public static boolean breaks(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /** The well-formed Message-IDs of a text, in their order. */
    public static List<String> messageIds(@Nullable String text) {
        List<String> ids = new ArrayList<>();
        Matcher found = MESSAGE_ID.matcher(text == null ? "" : text);
        while (found.find()) {
            ids.add(found.group());
        }
        return ids;
    }
}
