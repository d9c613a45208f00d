package dev.sluice.inbox.classification;

import dev.sluice.mail.refusal.BounceCause;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a message that came back is, and the rule that said so. */
public sealed interface MailClassification {
    ClassificationRule rule();

    /**
     * A person answers: their own words, and what they quote.
     *
     * @param asksForNoMore whether they may want no more mail, so that a person has to decide
     */
    record Reply(ClassificationRule rule, String text, String quoted, boolean asksForNoMore)
            implements MailClassification {}

    /** A person writes, not in answer to anything. */
    record WrittenBy(ClassificationRule rule, String text, String quoted, boolean asksForNoMore)
            implements MailClassification {}

    /** @param until the last day away, where it says one */
    record AutoReply(
            ClassificationRule rule, Kind kind, @Nullable LocalDate until, String text) implements MailClassification {}

    /** A mail could not be, or has not yet been, delivered. */
    record Bounce(ClassificationRule rule, List<BounceCategory> failures, String messageId)
            implements MailClassification {
        /** The failure of this address, or else the worst of all. */
        public Optional<BounceCategory> of(String address) {
            return failures.stream()
                    .filter(one ->
                            one.recipient().equals(address) || one.original().equals(address))
                    .findFirst()
                    .or(this::worst);
        }

        Optional<BounceCategory> worst() {
            return failures.stream().min((a, b) -> a.severity().compareTo(b.severity()));
        }
    }

    /**
     * @param original the address as it was written to, where a forwarder changed it; "" when not told
     * @param status an enhanced status code like 5.1.1, "" when not told
     */
    record BounceCategory(
            BounceSeverity severity,
            BounceCause cause,
            String status,
            String recipient,
            String original,
            String diagnostic) {}

    /** Somebody called a mail of ours unwanted. */
    record Complaint(ClassificationRule rule, String recipient, String messageId) implements MailClassification {}

    /** Somebody asks by mail for no more mail. */
    record Unsubscribe(ClassificationRule rule, String text) implements MailClassification {}

    /** Nothing that concerns us: lists, receipts, invitations' answers, advertising. */
    record Other(ClassificationRule rule) implements MailClassification {}

    /** What kind of machine answered. */
    enum Kind {
        AWAY,
        LEFT,
        ACKNOWLEDGEMENT,
        RECEIPT,
        CHALLENGE,
        OTHER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the address is to be written to again: never, later, or it is still being tried. The worst comes first. */
    enum BounceSeverity {
        HARD,
        SOFT,
        DELAYED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
