package dev.sluice.inbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came back, as it is kept.
 *
 * @param kind what it is ("reply", "auto_reply", "bounce" ...)
 * @param message the message of ours that it answers
 */
record Received(
        long id,
        Door door,
        Instant at,
        String from,
        String fromName,
        String subject,
        String text,
        String quoted,
        Told kind,
        Rule rule,
        Map<String, Object> details,
        State state,
        String why,
        @Nullable Long person,
        @Nullable Long message) {

    /** Which way it came. */
    enum Door {
        IMAP("Mailbox"),
        WEBHOOK("Inbound webhook"),
        MAILBOX("Built-in mailbox");

        private final String label;

        Door(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Door of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What a mail is, as the list shows it. */
    enum Told {
        REPLY("Reply"),
        LETTER("Message"),
        AUTO_REPLY("Auto-reply"),
        BOUNCE("Bounce"),
        COMPLAINT("Complaint"),
        UNSUBSCRIBE("Unsubscribe"),
        OTHER("Other");

        private final String label;

        Told(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Told of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        static Told of(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Reply reply -> REPLY;
                case Verdict.Letter letter -> LETTER;
                case Verdict.AutoReply auto -> AUTO_REPLY;
                case Verdict.Bounce bounce -> BOUNCE;
                case Verdict.Complaint complaint -> COMPLAINT;
                case Verdict.Unsubscribe unsubscribe -> UNSUBSCRIBE;
                case Verdict.Other other -> OTHER;
            };
        }
    }

    /** Whether it is known whose it is. */
    enum State {
        MATCHED("Matched"),
        UNMATCHED("Whose is it?"),
        IGNORED("Ignored");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What the list calls whoever sent it. */
    String sender() {
        return fromName.isEmpty() ? (from.isEmpty() ? "No sender" : from) : fromName;
    }
}
