package dev.sluice.handoff;

import dev.sluice.person.Person;
import dev.sluice.platform.BadInput;
import java.util.Map;

/** What the forms of a lead on Today have in common. */
final class LeadInput {
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_TITLE = 120;

    private LeadInput() {}

    /** A remark as the data of a signal. */
    static Map<String, Object> remark(String remark) {
        return remark.isBlank() ? Map.of() : Map.of("remark", truncate(remark));
    }

    /** What a meeting is called. */
    static String title(String text) {
        String title = text.strip();
        if (title.isEmpty() || title.length() > MAX_TITLE) {
            throw new BadInput("what", "Enter a title of up to " + MAX_TITLE + " characters for the meeting.");
        }
        return title;
    }

    static String truncate(String text) {
        String plain = text.strip();
        return plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
    }

    /** Today, with that person's lead open. */
    static String todayOf(Person person) {
        return "/today?lead=" + person.id();
    }
}
