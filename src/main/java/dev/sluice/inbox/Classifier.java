package dev.sluice.inbox;

import dev.sluice.inbox.Verdict.AutoReply;
import dev.sluice.inbox.Verdict.Complaint;
import dev.sluice.inbox.Verdict.Kind;
import dev.sluice.inbox.Verdict.Letter;
import dev.sluice.inbox.Verdict.Other;
import dev.sluice.inbox.Verdict.Reply;
import dev.sluice.inbox.Verdict.Unsubscribe;
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
final class Classifier {
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

    private Classifier() {}

    /** Never throws, whatever the bytes are. */
    static Verdict classify(byte[] message, LocalDate received) {
        return classify(MimeReader.read(message), received);
    }

    static Verdict classify(Mail mail, LocalDate received) {
        if (!mail.quarantine().isEmpty()) {
            return new Other(Rule.UNREADABLE);
        }
        Verdict report = complaint(mail);
        if (report == null) {
            report = receipt(mail);
        }
        if (report == null) {
            report = Bounces.of(mail);
        }
        if (report != null) {
            return report;
        }
        Quotes.Split split = Quotes.split(mail.text());
        if (mail.to().stream().anyMatch(to -> UNSUBSCRIBE_BOX.matcher(to).matches())) {
            return new Unsubscribe(Rule.UNSUBSCRIBE_ADDRESS, split.own());
        }
        if (mail.calendar().equals("reply") || mail.calendar().equals("counter")) {
            return new Other(Rule.CALENDAR_ANSWER);
        }
        AutoReply auto = AutoReplies.of(mail, split, received);
        if (auto != null) {
            boolean concerns =
                    AutoReplies.isAnswer(mail) || auto.kind() != Kind.OTHER || auto.rule() == Rule.AUTO_SUBJECT;
            return concerns ? auto : new Other(auto.rule());
        }
        Verdict many = toMany(mail);
        return many != null ? many : written(mail, split);
    }

    private static @Nullable Verdict complaint(Mail mail) {
        if (mail.type().contains("feedback-report") || mail.parts().contains("message/feedback-report")) {
            Fields fields =
                    mail.report().isEmpty() ? mail.returned() : mail.report().getFirst();
            String type = fields.first("feedback-type").toLowerCase(Locale.ROOT);
            boolean unwanted = List.of("abuse", "fraud", "opt-out", "opt-out-list", "miscategorized", "complaint")
                    .contains(type);
            return unwanted
                    ? complaint(Rule.FEEDBACK_REPORT, fields.first("original-rcpt-to"), mail.returned())
                    : new Other(Rule.OTHER_FEEDBACK);
        }
        boolean forwards = mail.parts().contains("message/rfc822")
                && (mail.returned().has("x-hmxmroriginalrecipient")
                        || mail.from().startsWith("complaints@"));
        return forwards
                ? complaint(
                        Rule.COMPLAINT_FORWARDED, mail.returned().first("x-hmxmroriginalrecipient"), mail.returned())
                : null;
    }

    private static Complaint complaint(Rule rule, String recipient, Fields returned) {
        String named = address(recipient);
        return new Complaint(
                rule,
                named.isEmpty() ? address(returned.first("to")) : named,
                returned.first("message-id").strip());
    }

    private static @Nullable Verdict receipt(Mail mail) {
        boolean receipt = mail.type().contains("disposition-notification")
                || mail.parts().contains("message/disposition-notification");
        return receipt ? new AutoReply(Rule.READ_RECEIPT, Kind.RECEIPT, null, "") : null;
    }

    /** Mail of lists; what answers somebody through a shared mailbox's list is not. */
    private static @Nullable Verdict toMany(Mail mail) {
        boolean list = mail.header().has("list-id")
                || mail.header().has("list-post")
                || mail.says("precedence").equals("list");
        boolean unsubscribe =
                mail.header().has("list-unsubscribe") && !mail.header().has("list-post");
        if (unsubscribe && mail.answers().isEmpty()) {
            return new Other(Rule.LIST_MAIL);
        }
        if (list && mail.answers().isEmpty()) {
            return new Other(Rule.LIST_MAIL);
        }
        boolean bulk = mail.says("precedence").equals("bulk")
                || mail.says("precedence").equals("junk");
        return bulk && !AutoReplies.isAnswer(mail) ? new Other(Rule.BULK) : null;
    }

    private static Verdict written(Mail mail, Quotes.Split split) {
        if (asksForNoMore(mail, split.own())) {
            return new Unsubscribe(Rule.UNSUBSCRIBE_WORDS, split.own());
        }
        if (split.own().isBlank() && !split.quotes() && mail.subject().isBlank()) {
            return new Other(Rule.EMPTY);
        }
        if (!mail.answers().isEmpty()) {
            return new Reply(Rule.ANSWERS, split.own(), split.quoted());
        }
        if (AutoReplies.hasAnsweringSubject(mail)) {
            return new Reply(Rule.ANSWERING_SUBJECT, split.own(), split.quoted());
        }
        return split.quotes()
                ? new Reply(Rule.QUOTING, split.own(), split.quoted())
                : new Letter(Rule.NEW_MESSAGE, split.own(), split.quoted());
    }

    /** Only these words, in text or subject: a sentence that holds one of them is for a person to read. */
    private static boolean asksForNoMore(Mail mail, String own) {
        String words = plain(own);
        String subject = plain(mail.subject().replaceFirst("(?i)^(re|aw|sv|antw|odp|vs|r)\\s?:\\s*", ""));
        return UNSUBSCRIBE.contains(words)
                || (words.isEmpty() && UNSUBSCRIBE.contains(subject))
                || (UNSUBSCRIBE.contains(subject) && words.length() < 3);
    }

    /** The first sentence without marks and politeness around it. */
    private static String plain(String text) {
        String greeted = GREETING.matcher(AutoWords.normal(text)).replaceFirst("");
        String closed = CLOSING.matcher(greeted).replaceFirst("");
        return MARKS.matcher(closed).replaceAll("").strip();
    }

    private static String address(String field) {
        Matcher found = ADDRESS.matcher(field);
        return found.find() ? found.group().toLowerCase(Locale.ROOT) : "";
    }
}
