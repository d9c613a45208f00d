package dev.sluice.inbox;

import java.util.Locale;

/**
 * Published in the transaction that stores an email whose writer may want no more: no marketing email goes to them until
 * someone decides.
 *
 * @param received the email, by its number
 */
public record OptOutQuestion(int workspace, long person, long received, String subject) {
    /** Whether the writer of an email wants no more, as far as someone decided. */
    public enum OptOutState {
        NOT_ASKED,
        UNCLEAR,
        CONFIRMED,
        DENIED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
