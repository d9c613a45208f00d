package dev.sluice.inbox.classification;

import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.BounceCategory;
import dev.sluice.inbox.classification.MailClassification.BounceSeverity;
import dev.sluice.inbox.classification.MailClassification.Other;
import dev.sluice.inbox.parsing.HeaderFields;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.mail.refusal.BounceCause;
import dev.sluice.mail.refusal.BounceDiagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what mail systems say about deliveries: RFC 3464 fields, or the words of those that have none. */
final class BounceParser {
    private static final int DIAGNOSTIC = 500;
    private static final Set<String> ARRIVED = Set.of("delivered", "relayed", "expanded", "deliverable");

    private BounceParser() {}

    /** The verdict on a mail system's message, or nothing when it is none. */
    static @Nullable MailClassification of(InboundMessage mail) {
        boolean report = mail.type().contains("delivery-status")
                || mail.parts().contains("message/delivery-status")
                || mail.parts().contains("message/global-delivery-status");
        if (report && (MailSystemSender.sent(mail) || !AutoReplyDetector.hasAnsweringSubject(mail))) {
            MailClassification byFields = byFields(mail);
            if (byFields != null) {
                return byFields;
            }
        }
        return byWords(mail, report);
    }

    private static @Nullable MailClassification byFields(InboundMessage mail) {
        List<BounceCategory> failures = new ArrayList<>();
        boolean arrived = false;
        for (HeaderFields fields : mail.report()) {
            String action = fields.first("action").toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
            boolean aboutSomeone = fields.has("final-recipient") || fields.has("original-recipient");
            if (ARRIVED.contains(action) || (aboutSomeone && isSuccess(fields))) {
                arrived = true;
            } else if (aboutSomeone || !action.isEmpty()) {
                failures.add(failure(fields, action, mail));
            }
        }
        if (!failures.isEmpty()) {
            return new Bounce(ClassificationRule.DELIVERY_STATUS, failures, BounceText.originalId(mail));
        }
        return arrived ? new Other(ClassificationRule.DELIVERED) : null;
    }

    private static boolean isSuccess(HeaderFields fields) {
        return fields.first("status").strip().startsWith("2.");
    }

    private static BounceCategory failure(HeaderFields fields, String action, InboundMessage mail) {
        String diagnostic = fields.first("diagnostic-code");
        String said = BounceText.aboveTheCopy(mail.text());
        String status = BounceText.status(fields.first("status"), diagnostic);
        String server = withoutType(diagnostic);
        BounceCause cause = BounceDiagnosis.cause(
                status,
                BounceDiagnosis.normal(server.isEmpty() ? BounceText.serverLines(said) : server),
                BounceDiagnosis.normal(said));
        boolean waits = action.equals("delayed")
                || (action.isEmpty() && status.startsWith("4") && waits(mail.subject(), BounceDiagnosis.normal(said)));
        String last = BounceText.address(fields.first("final-recipient"));
        return new BounceCategory(
                severity(waits, cause),
                cause,
                status,
                last.isEmpty() ? BounceText.address(fields.first("x-actual-recipient")) : last,
                BounceText.address(fields.first("original-recipient")),
                clip(diagnostic.isEmpty() ? firstWords(mail.text()) : diagnostic));
    }

    /** The words of a diagnostic code without its type and its numbers; "" when there are none. */
    private static String withoutType(String diagnostic) {
        String words = diagnostic.substring(diagnostic.indexOf(';') + 1);
        return words.replaceAll("[\\d\\s.#-]", "").isEmpty() ? "" : words;
    }

    private static @Nullable MailClassification byWords(InboundMessage mail, boolean report) {
        String said = BounceText.aboveTheCopy(mail.text());
        String words = BounceDiagnosis.normal(said);
        boolean waits = waits(mail.subject(), words);
        if (!isAboutADelivery(mail, report, said, words)) {
            return null;
        }
        String server = BounceText.serverLines(said);
        String status = BounceText.status(said);
        BounceCause cause = BounceDiagnosis.cause(status, BounceDiagnosis.normal(server), words);
        if (cause == BounceCause.UNCLEAR) {
            cause = BounceDiagnosis.cause(status, BounceDiagnosis.normal(mail.subject()), words);
        }
        ClassificationRule rule = mail.header().has("x-failed-recipients")
                ? ClassificationRule.FAILED_RECIPIENTS
                : ClassificationRule.BOUNCE_TEXT;
        BounceCategory failure = new BounceCategory(
                severity(waits, cause), cause, status, BounceText.recipient(mail, said), "", firstWords(said));
        return new Bounce(rule, List.of(failure), BounceText.originalId(mail));
    }

    /** Whether a mail system says that a delivery failed or waits. Whoever forwards such a report is a person. */
    private static boolean isAboutADelivery(InboundMessage mail, boolean report, String said, String words) {
        if (report || mail.header().has("x-failed-recipients")) {
            return true;
        }
        boolean failedSubject =
                BouncePhrases.hasFailedSubject(mail.subject()) && !AutoReplyDetector.hasAnsweringSubject(mail);
        boolean failedWords = BouncePhrases.saysFailed(words);
        if (MailSystemSender.sent(mail)) {
            return failedSubject
                    || failedWords
                    || BounceText.hasErrorCode(said)
                    || BouncePhrases.saysDelayed(mail.subject(), words)
                    || isCopyOfOurs(mail);
        }
        boolean returned = mail.returned().has("from") || mail.header().has("auto-submitted");
        return failedSubject && failedWords && (returned || BounceText.hasErrorCode(said));
    }

    private static boolean isCopyOfOurs(InboundMessage mail) {
        return MailSystemSender.isNamed(mail)
                && mail.to().stream()
                        .anyMatch(to -> mail.returned().first("from").contains(to));
    }

    private static BounceSeverity severity(boolean waits, BounceCause cause) {
        if (waits) {
            return BounceSeverity.DELAYED;
        }
        return cause == BounceCause.ADDRESS ? BounceSeverity.HARD : BounceSeverity.SOFT;
    }

    private static boolean waits(String subject, String words) {
        return BouncePhrases.saysDelayed(subject, words) && !BouncePhrases.saysFinal(words);
    }

    private static String firstWords(String text) {
        return clip(text.replaceAll("\\s+", " ").strip());
    }

    private static String clip(String text) {
        return text.length() > DIAGNOSTIC ? text.substring(0, DIAGNOSTIC) : text;
    }
}
