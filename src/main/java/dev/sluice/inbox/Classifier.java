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

    private static final List<String> UNSUBSCRIBE = List.of(
            "unsubscribe",
            "unsubscribe me",
            "unsubscribe please",
            "please unsubscribe",
            "please unsubscribe me",
            "opt out",
            "opt-out",
            "stop",
            "remove",
            "remove me",
            "please remove me",
            "remove me from your list",
            "take me off your list",
            "please remove me from your list",
            "please remove me from your mailing list",
            "please take me off your list",
            "remove me from this list",
            "please stop emailing me",
            "stop emailing me",
            "no more emails",
            "no more emails please",
            "abmelden",
            "bitte abmelden",
            "bitte abbestellen",
            "abbestellen",
            "newsletter abbestellen",
            "austragen",
            "bitte austragen",
            "bitte keine weiteren e-mails",
            "bitte keine e-mails mehr",
            "bitte nehmen sie mich aus dem verteiler",
            "désabonner",
            "se désabonner",
            "désinscription",
            "désinscrire",
            "me désinscrire",
            "me désabonner",
            "merci de me désinscrire",
            "merci de me désabonner",
            "veuillez me désabonner",
            "désabonnement",
            "baja",
            "darme de baja",
            "dar de baja",
            "quiero darme de baja",
            "cancelar suscripción",
            "no quiero recibir más correos",
            "cancellami",
            "cancellarmi",
            "disiscrivimi",
            "cancellazione",
            "annulla iscrizione",
            "rimuovetemi",
            "vi prego di cancellarmi",
            "uitschrijven",
            "afmelden",
            "graag uitschrijven",
            "uitschrijven aub",
            "wypisz",
            "wypisz mnie",
            "proszę mnie wypisać",
            "proszę o wypisanie",
            "rezygnuję",
            "remover",
            "descadastrar",
            "cancelar inscrição",
            "remova-me",
            "quero cancelar",
            "por favor remova-me",
            "avregistrera",
            "avregistrera mig",
            "avsluta prenumeration",
            "ta bort mig",
            "avmeld",
            "frameld",
            "配信停止",
            "配信停止希望",
            "配信停止をお願いします",
            "退会",
            "メール配信停止",
            "отписаться",
            "отпишите меня",
            "退订");

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
        return AutoWords.normal(text)
                .replaceFirst(
                        "(?iU)^(hi|hello|hallo|dear|guten tag|bonjour|hola|ciao|hej|dzień dobry)\\b[^,.!]{0,30}[,.!] ?",
                        "")
                .replaceFirst(
                        "(?iU)[,.!]+ ?(thanks|thank you|danke|merci|gracias|grazie|bedankt|dziękuję|obrigado|tack|regards|mfg)\\b.{0,60}$",
                        "")
                .replaceAll("[.!。,\"']+$", "")
                .strip();
    }

    private static String address(String field) {
        Matcher found = ADDRESS.matcher(field);
        return found.find() ? found.group().toLowerCase(Locale.ROOT) : "";
    }
}
