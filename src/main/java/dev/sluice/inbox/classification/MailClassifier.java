package dev.sluice.inbox.classification;

import dev.sluice.inbox.classification.MailClassification.AutoReply;
import dev.sluice.inbox.classification.MailClassification.Kind;
import dev.sluice.inbox.classification.MailClassification.Other;
import dev.sluice.inbox.classification.MailClassification.Reply;
import dev.sluice.inbox.classification.MailClassification.Unsubscribe;
import dev.sluice.inbox.classification.MailClassification.WrittenBy;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.inbox.parsing.MimeReader;
import dev.sluice.inbox.parsing.QuotedTextSplitter;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a message is by its content alone. Rules are asked in an order from the plainest mark to the weakest, and
 * the verdict names the one that decided. Whose answer it is, and whether it may have an effect, is decided elsewhere.
 */
public final class MailClassifier {
    private static final Pattern UNSUBSCRIBE_BOX =
            Pattern.compile("^(unsubscribe|unsub|abmelden|optout|opt-out)([+._-].*)?@.*");

    private static final Pattern ANSWERING = Pattern.compile("(?iU)^(re|aw|sv|antw|odp|vs|r|tr|rv|fwd?|wg)\\s?:.*");

    private MailClassifier() {}

    /** Never throws, whatever the bytes are. */
    static MailClassification classify(byte[] message, LocalDate received) {
        return classify(MimeReader.read(message), received);
    }

    public static MailClassification classify(InboundMessage mail, LocalDate received) {
        if (!mail.quarantine().isEmpty()) {
            return new Other(ClassificationRule.UNREADABLE);
        }
        MailClassification report = ComplaintReader.of(mail);
        if (report == null) {
            report = receipt(mail);
        }
        if (report == null) {
            report = BounceParser.of(mail);
        }
        if (report != null) {
            return report;
        }
        if (MailSystemSender.isDaemon(mail)) {
            return new Other(ClassificationRule.DAEMON);
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
        OptOutWish wish = wish(mail, split);
        if (wish == OptOutWish.CLEAR) {
            return new Unsubscribe(ClassificationRule.UNSUBSCRIBE_WORDS, split.own());
        }
        boolean asked = wish == OptOutWish.UNCLEAR;
        if (!mail.answers().isEmpty()) {
            return new Reply(ClassificationRule.ANSWERS, split.own(), split.quoted(), asked);
        }
        if (split.own().isBlank() && !split.quotes() && mail.subject().isBlank()) {
            return new Other(ClassificationRule.EMPTY);
        }
        if (AutoReplyDetector.hasAnsweringSubject(mail)) {
            return new Reply(ClassificationRule.ANSWERING_SUBJECT, split.own(), split.quoted(), asked);
        }
        return split.quotes()
                ? new Reply(ClassificationRule.QUOTING, split.own(), split.quoted(), asked)
                : new WrittenBy(ClassificationRule.NEW_MESSAGE, split.own(), split.quoted(), asked);
    }

    /** Words that may be quoted ones count only where they are clear, and then a person decides. */
    private static OptOutWish wish(InboundMessage mail, QuotedTextSplitter.Split split) {
        String subject = mail.subject().strip();
        boolean answers = ANSWERING.matcher(subject).matches();
        boolean ofOurs = answers && !split.own().isBlank();
        OptOutWish wish =
                OptOutReader.of(split.own(), ofOurs ? "" : subject.replaceFirst("(?iU)^\\p{L}{1,4}\\s?:\\s*", ""));
        if (split.certain()) {
            return wish;
        }
        return wish == OptOutWish.CLEAR ? OptOutWish.UNCLEAR : OptOutWish.NONE;
    }
}
