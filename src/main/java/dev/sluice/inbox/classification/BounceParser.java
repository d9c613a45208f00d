package dev.sluice.inbox.classification;

import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.BounceCategory;
import dev.sluice.inbox.classification.MailClassification.BounceSeverity;
import dev.sluice.inbox.parsing.HeaderFields;
import dev.sluice.inbox.parsing.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what mail systems say about deliveries: RFC 3464 fields, or the words of those that have none. */
final class BounceParser {
    private static final int DIAGNOSTIC = 500;
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");
    private static final Pattern REPLY_CODE = Pattern.compile("(?<![\\d.])([45]\\d\\d)(?=[ -])");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),:;\\[\\]]{1,64}@[^\\s<>\"(),:;\\[\\]]{1,190}");
    private static final Pattern RETURNED_ID = Pattern.compile("(?im)^[>\\s]*message-id:\\s*(<[^<>\\s]{1,250}>)");
    private static final Set<String> DAEMONS = Set.of(
            "mailer-daemon",
            "mailerdaemon",
            "mail-daemon",
            "postmaster",
            "bounce",
            "bounces",
            "mdaemon",
            "mail_daemon");
    private static final Set<String> DELAYED = Set.of("delayed");
    private static final Set<String> ARRIVED = Set.of("delivered", "relayed", "expanded");

    private BounceParser() {}

    /** The verdict on a mail system's message, or nothing when it is none. */
    static @Nullable MailClassification of(InboundMessage mail) {
        boolean report = mail.type().contains("delivery-status")
                || mail.parts().contains("message/delivery-status")
                || mail.parts().contains("message/global-delivery-status");
        if (report && isDaemon(mail)) {
            MailClassification told = byFields(mail);
            if (told != null) {
                return told;
            }
        }
        return isDaemon(mail) || mail.header().has("x-failed-recipients") ? byWords(mail) : null;
    }

    /** Who forwards a bounce to us is a person; a mail system has its own address, or none on the envelope. */
    private static boolean isDaemon(InboundMessage mail) {
        String box = mail.mailbox();
        return DAEMONS.contains(box)
                || box.startsWith("mailer-daemon")
                || mail.hasNoReturnPath()
                || (mail.type().startsWith("multipart/report") && mail.type().contains("delivery-status"))
                || (mail.from().isEmpty() && !mail.header().has("in-reply-to"));
    }

    private static @Nullable MailClassification byFields(InboundMessage mail) {
        List<BounceCategory> failures = new ArrayList<>();
        boolean arrived = false;
        for (HeaderFields fields : mail.report()) {
            String action = fields.first("action").toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
            if (ARRIVED.contains(action)) {
                arrived = true;
            } else if (fields.has("final-recipient") || fields.has("original-recipient") || !action.isEmpty()) {
                failures.add(failure(fields, action, mail.text()));
            }
        }
        if (!failures.isEmpty()) {
            return new Bounce(ClassificationRule.DELIVERY_STATUS, failures, originalId(mail));
        }
        return arrived ? new MailClassification.Other(ClassificationRule.DELIVERED) : null;
    }

    private static BounceCategory failure(HeaderFields fields, String action, String text) {
        String diagnostic = fields.first("diagnostic-code");
        String told = diagnostic.isEmpty() ? text : diagnostic;
        String status = status(fields.first("status"), diagnostic);
        String last = address(fields.first("final-recipient"));
        return new BounceCategory(
                DELAYED.contains(action) ? BounceSeverity.DELAYED : severity(status, told, diagnostic),
                status,
                last.isEmpty() ? address(fields.first("x-actual-recipient")) : last,
                address(fields.first("original-recipient")),
                clip(diagnostic.isEmpty() ? firstWords(text) : diagnostic));
    }

    private static @Nullable MailClassification byWords(InboundMessage mail) {
        String words = BouncePhrases.normal(mail.text());
        boolean failed = mail.header().has("x-failed-recipients") || BouncePhrases.saysFailed(mail.subject(), words);
        boolean waits = BouncePhrases.saysDelayed(mail.subject(), words);
        if (!failed && !waits) {
            return null;
        }
        String said = aboveTheCopy(mail.text());
        Matcher enhanced = ENHANCED.matcher(said);
        String status = enhanced.find() ? enhanced.group() : "";
        String recipient = recipient(mail, said);
        BounceSeverity severity =
                waits && !BouncePhrases.saysFinal(words) ? BounceSeverity.DELAYED : severity(status, said, said);
        ClassificationRule rule = mail.header().has("x-failed-recipients")
                ? ClassificationRule.FAILED_RECIPIENTS
                : ClassificationRule.BOUNCE_TEXT;
        return new Bounce(
                rule, List.of(new BounceCategory(severity, status, recipient, "", firstWords(said))), originalId(mail));
    }

    /** Words outweigh codes, for systems disagree about the codes: what is full is not gone. */
    private static BounceSeverity severity(String status, String words, String codes) {
        if (status.startsWith("4")) {
            return BounceSeverity.SOFT;
        }
        Optional<BounceSeverity> told = BouncePhrases.severity(BouncePhrases.normal(words));
        if (told.isPresent()) {
            return told.get();
        }
        if (!status.isEmpty()) {
            return byStatus(status);
        }
        Matcher code = REPLY_CODE.matcher(codes);
        return code.find() && code.group(1).startsWith("5") && !code.group(1).equals("552")
                ? BounceSeverity.HARD
                : BounceSeverity.SOFT;
    }

    /** RFC 3463: a permanent failure of the address is hard; one of the mailbox's room, the message or a policy is not. */
    private static BounceSeverity byStatus(String status) {
        return switch (status) {
            case "5.2.2", "5.2.3", "5.3.1", "5.3.4", "5.4.5", "5.4.6", "5.4.7" -> BounceSeverity.SOFT;
            default ->
                status.startsWith("5.5") || status.startsWith("5.6") || status.startsWith("5.7")
                        ? BounceSeverity.SOFT
                        : BounceSeverity.HARD;
        };
    }

    private static String status(String field, String diagnostic) {
        Matcher said = ENHANCED.matcher(field);
        String status = said.find() ? said.group() : "";
        Matcher closer = ENHANCED.matcher(diagnostic);
        boolean vague = status.isEmpty() || status.endsWith(".0.0");
        return vague && closer.find() ? closer.group() : status;
    }

    private static String recipient(InboundMessage mail, String said) {
        String header = address(mail.header().first("x-failed-recipients"));
        if (!header.isEmpty()) {
            return header;
        }
        Matcher found = ADDRESS.matcher(said);
        while (found.find()) {
            String one = found.group().toLowerCase(Locale.ROOT).replaceAll("[.']+$", "");
            if (!mail.to().contains(one) && !one.equals(mail.from()) && !isDaemonAddress(one)) {
                return one;
            }
        }
        return address(mail.returned().first("to"));
    }

    private static boolean isDaemonAddress(String address) {
        return DAEMONS.contains(address.substring(0, Math.max(0, address.indexOf('@'))));
    }

    private static String originalId(InboundMessage mail) {
        String returned = mail.returned().first("message-id");
        if (!returned.isEmpty()) {
            return returned;
        }
        Matcher inText = RETURNED_ID.matcher(mail.text());
        if (inText.find()) {
            return inText.group(1);
        }
        return mail.answers().isEmpty() ? "" : mail.answers().getFirst();
    }

    /** What the mail system says itself, before the copy of the message that it sends along. */
    private static String aboveTheCopy(String text) {
        Matcher copy = Pattern.compile("(?im)^(-{3,}.*|return-path:.*|received:.*|message-id:.*)$")
                .matcher(text);
        int end = copy.find() && copy.start() > 60 ? copy.start() : text.length();
        return text.substring(0, Math.min(end, 10_000));
    }

    private static String address(String field) {
        Matcher found = ADDRESS.matcher(field.substring(field.indexOf(';') + 1));
        return found.find() ? found.group().toLowerCase(Locale.ROOT) : "";
    }

    private static String firstWords(String text) {
        return clip(text.replaceAll("\\s+", " ").strip());
    }

    private static String clip(String text) {
        return text.length() > DIAGNOSTIC ? text.substring(0, DIAGNOSTIC) : text;
    }
}
