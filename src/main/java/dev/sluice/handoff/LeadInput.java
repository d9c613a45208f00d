package dev.sluice.handoff;

import dev.sluice.person.Person;
import java.util.Map;

/** What the forms of a lead on Today have in common. */
final class LeadInput {
    private static final int MAX_LENGTH = 4_000;

    private LeadInput() {}

    /** A remark as the data of a signal. */
    static Map<String, Object> remark(String remark) {
        return remark.isBlank() ? Map.of() : Map.of("remark", truncate(remark));
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
