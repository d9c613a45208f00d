package dev.sluice.inbox.classification;

import dev.sluice.inbox.classification.MailClassification.AutoReply;
import dev.sluice.inbox.classification.MailClassification.Complaint;
import dev.sluice.inbox.classification.MailClassification.Kind;
import dev.sluice.inbox.classification.MailClassification.Other;
import dev.sluice.inbox.classification.MailClassification.Reply;
import dev.sluice.inbox.classification.MailClassification.Unsubscribe;
import dev.sluice.inbox.classification.MailClassification.WrittenBy;
import dev.sluice.inbox.parsing.HeaderFields;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.inbox.parsing.MimeReader;
import dev.sluice.inbox.parsing.QuotedTextSplitter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a message is by its content alone. Rules are asked in an order from the plainest mark to the weakest, and
 * the verdict names the one that decided. Whose answer it is, and whether it may have an effect, is decided elsewhere.
 */
public final class MailClassifier {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),:;]{1,64}@[^\\s<>\"(),:;]{1,190}");
    private static final Pattern UNSUBSCRIBE_BOX =
            Pattern.compile("^(unsubscribe|unsub|abmelden|optout|opt-out)([+._-].*)?@.*");

    private static final PhraseLists PHRASES = PhraseLists.read("unsubscribe");
    private static final Set<String> UNSUBSCRIBE = Set.copyOf(PHRASES.list("request"));
    private static final Pattern GREETING =
            Pattern.compile("(?iU)^" + PHRASES.alternatives("greeting") + "\\b[^,.!]{0,30}[,.!] ?");
    private static final Pattern CLOSING =
            Pattern.compile("(?iU)[,.!]+ ?" + PHRASES.alternatives("closing") + "\\b.{0,60}$");
    private static final Pattern MARKS = Pattern.compile("[.!。,\"']+$");

    private MailClassifier() {}

    /** Never throws, whatever the bytes are. */
    static MailClassification classify(byte[] message, LocalDate received) {
        return classify(MimeReader.read(message), received);
    }

    public static MailClassification classify(InboundMessage mail, LocalDate received) {
        if (!mail.quarantine().isEmpty()) {
            return new Other(ClassificationRule.UNREADABLE);
        }
        MailClassification report = complaint(mail);
        if (report == null) {
            report = receipt(mail);
        }
        if (report == null) {
            report = BounceParser.of(mail);
        }
        if (report != null) {
            return report;
        }
        QuotedTextSplitter.Split split = QuotedTextSplitter.split(mail.text());
        if (mail.to().stream().anyMatch(to -> UNSUBSCRIBE_BOX.matcher(to).matches())) {
            return new Unsubscribe(ClassificationRule.UNSUBSCRIBE_ADDRESS, split.own());
        }
        if (mail.calendar().equals("reply") || mail.calendar().equals("counter")) {
            return new Other(ClassificationRule.CALENDAR_ANSWER);
        }
        AutoReply auto = AutoReplyDetector.of(mail, split, received);
        if (auto != null) {
            boolean concerns = AutoReplyDetector.isAnswer(mail)
                    || auto.kind() != Kind.OTHER
                    || auto.rule() == ClassificationRule.AUTO_SUBJECT;
            return concerns ? auto : new Other(auto.rule());
        }
        MailClassification many = toMany(mail);
        return many != null ? many : written(mail, split);
    }

    private static @Nullable MailClassification complaint(InboundMessage mail) {
        if (mail.type().contains("feedback-report") || mail.parts().contains("message/feedback-report")) {
            HeaderFields fields =
                    mail.report().isEmpty() ? mail.returned() : mail.report().getFirst();
            String type = fields.first("feedback-type").toLowerCase(Locale.ROOT);
            boolean unwanted = List.of("abuse", "fraud", "opt-out", "opt-out-list", "miscategorized", "complaint")
                    .contains(type);
            return unwanted
                    ? complaint(ClassificationRule.FEEDBACK_REPORT, fields.first("original-rcpt-to"), mail.returned())
                    : new Other(ClassificationRule.OTHER_FEEDBACK);
        }
        boolean forwards = mail.parts().contains("message/rfc822")
                && (mail.returned().has("x-hmxmroriginalrecipient")
                        || mail.from().startsWith("complaints@"));
        return forwards
                ? complaint(
                        ClassificationRule.COMPLAINT_FORWARDED,
                        mail.returned().first("x-hmxmroriginalrecipient"),
                        mail.returned())
                : null;
    }

    private static Complaint complaint(ClassificationRule rule, String recipient, HeaderFields returned) {
        String named = address(recipient);
        return new Complaint(
                rule,
                named.isEmpty() ? address(returned.first("to")) : named,
                returned.first("message-id").strip());
    }

    private static @Nullable MailClassification receipt(InboundMessage mail) {
        boolean receipt = mail.type().contains("disposition-notification")
                || mail.parts().contains("message/disposition-notification");
        return receipt ? new AutoReply(ClassificationRule.READ_RECEIPT, Kind.RECEIPT, null, "") : null;
    }

    /** Mail of lists; what answers somebody through a shared mailbox's list is not. */
    private static @Nullable MailClassification toMany(InboundMessage mail) {
        boolean list = mail.header().has("list-id")
                || mail.header().has("list-post")
                || mail.says("precedence").equals("list");
        boolean unsubscribe =
                mail.header().has("list-unsubscribe") && !mail.header().has("list-post");
        if (unsubscribe && mail.answers().isEmpty()) {
            return new Other(ClassificationRule.LIST_MAIL);
        }
        if (list && mail.answers().isEmpty()) {
            return new Other(ClassificationRule.LIST_MAIL);
        }
        boolean bulk = mail.says("precedence").equals("bulk")
                || mail.says("precedence").equals("junk");
        return bulk && !AutoReplyDetector.isAnswer(mail) ? new Other(ClassificationRule.BULK) : null;
    }

    private static MailClassification written(InboundMessage mail, QuotedTextSplitter.Split split) {
        if (asksForNoMore(mail, split.own())) {
            return new Unsubscribe(ClassificationRule.UNSUBSCRIBE_WORDS, split.own());
        }
        if (split.own().isBlank() && !split.quotes() && mail.subject().isBlank()) {
            return new Other(ClassificationRule.EMPTY);
        }
        if (!mail.answers().isEmpty()) {
            return new Reply(ClassificationRule.ANSWERS, split.own(), split.quoted());
        }
        if (AutoReplyDetector.hasAnsweringSubject(mail)) {
            return new Reply(ClassificationRule.ANSWERING_SUBJECT, split.own(), split.quoted());
        }
        return split.quotes()
                ? new Reply(ClassificationRule.QUOTING, split.own(), split.quoted())
                : new WrittenBy(ClassificationRule.NEW_MESSAGE, split.own(), split.quoted());
    }

    /** Only these words, in text or subject: a sentence that holds one of them is for a person to read. */
    private static boolean asksForNoMore(InboundMessage mail, String own) {
        String words = plain(own);
        String subject = plain(mail.subject().replaceFirst("(?i)^(re|aw|sv|antw|odp|vs|r)\\s?:\\s*", ""));
        return UNSUBSCRIBE.contains(words)
                || (words.isEmpty() && UNSUBSCRIBE.contains(subject))
                || (UNSUBSCRIBE.contains(subject) && words.length() < 3);
    }

    /** The first sentence without marks and politeness around it. */
    private static String plain(String text) {
        String greeted = GREETING.matcher(AutoReplyPhrases.normal(text)).replaceFirst("");
        String closed = CLOSING.matcher(greeted).replaceFirst("");
        return MARKS.matcher(closed).replaceAll("").strip();
    }

    private static String address(String field) {
        Matcher found = ADDRESS.matcher(field);
        return found.find() ? found.group().toLowerCase(Locale.ROOT) : "";
    }
}
