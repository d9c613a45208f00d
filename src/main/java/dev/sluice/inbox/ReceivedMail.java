package dev.sluice.inbox;

import dev.sluice.inbox.OptOutQuestion.OptOutState;
import dev.sluice.inbox.classification.ClassificationRule;
import dev.sluice.inbox.classification.MailClassification;
import dev.sluice.mail.refusal.BounceCause;
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
public record ReceivedMail(
        long id,
        ReceivedVia door,
        Instant at,
        String from,
        String fromName,
        String subject,
        String text,
        String quoted,
        ReceivedKind kind,
        ClassificationRule rule,
        Map<String, Object> details,
        ReceivedState state,
        String why,
        @Nullable Long person,
        @Nullable Long message) {

    static final String OPT_OUT = "opt_out";

    /** Which way it came. */
    public enum ReceivedVia {
        IMAP("Mailbox"),
        WEBHOOK("Inbound webhook"),
        MAILBOX("Built-in mailbox");

        private final String label;

        ReceivedVia(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static ReceivedVia of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What a mail is, as the list shows it. */
    public enum ReceivedKind {
        REPLY("Reply"),
        LETTER("Message"),
        AUTO_REPLY("Auto-reply"),
        BOUNCE("Bounce"),
        COMPLAINT("Complaint"),
        UNSUBSCRIBE("Unsubscribe"),
        OTHER("Other");

        private final String label;

        ReceivedKind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static ReceivedKind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        static ReceivedKind of(MailClassification verdict) {
            return switch (verdict) {
                case MailClassification.Reply reply -> REPLY;
                case MailClassification.WrittenBy letter -> LETTER;
                case MailClassification.AutoReply auto -> AUTO_REPLY;
                case MailClassification.Bounce bounce -> BOUNCE;
                case MailClassification.Complaint complaint -> COMPLAINT;
                case MailClassification.Unsubscribe unsubscribe -> UNSUBSCRIBE;
                case MailClassification.Other other -> OTHER;
            };
        }
    }

    /** Whether it is known whose it is. */
    public enum ReceivedState {
        MATCHED("Matched"),
        UNMATCHED("Whose is it?"),
        IGNORED("Ignored");

        private final String label;

        ReceivedState(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static ReceivedState of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Why it came back; null for all but bounces. */
    public @Nullable BounceCause cause() {
        return details.get("cause") instanceof String code ? BounceCause.valueOf(code.toUpperCase(Locale.ROOT)) : null;
    }

    public OptOutState optOut() {
        return details.get(OPT_OUT) instanceof String code
                ? OptOutState.valueOf(code.toUpperCase(Locale.ROOT))
                : OptOutState.NOT_ASKED;
    }

    /** Whether a person wrote it to us. */
    boolean isWritten() {
        return kind == ReceivedKind.REPLY || kind == ReceivedKind.LETTER;
    }

    /** What the list calls whoever sent it. */
    String sender() {
        return fromName.isEmpty() ? (from.isEmpty() ? "No sender" : from) : fromName;
    }
}
