package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.inbox.ReceivedMail.ReceivedVia;
import dev.sluice.inbox.classification.MailClassification;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.mail.SentMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what is stored of a received email from what was read of it. */
final class ReceivedMailFactory {
    private static final int MAX_TEXT = 50_000;

    private ReceivedMailFactory() {}

    static ReceivedMail received(
            ReceivedVia via, InboundMessage mail, MailClassification classification, MailMatch match, Instant at) {
        SentMessage message = match.message();
        return new ReceivedMail(
                0,
                via,
                at,
                mail.from(),
                clean(mail.fromName()),
                clean(mail.subject()),
                truncate(text(mail, classification)),
                truncate(quoted(classification)),
                ReceivedKind.of(classification),
                classification.rule(),
                details(classification, message),
                match.state(),
                match.why(),
                match.person(),
                message == null ? null : message.id());
    }

    private static String text(InboundMessage mail, MailClassification classification) {
        return switch (classification) {
            case MailClassification.Reply reply -> reply.text();
            case MailClassification.WrittenBy letter -> letter.text();
            case MailClassification.AutoReply auto -> auto.text();
            case MailClassification.Unsubscribe request -> request.text();
            case MailClassification.Bounce _, MailClassification.Other _ -> mail.text();
            case MailClassification.Complaint _ -> "";
        };
    }

    private static String quoted(MailClassification classification) {
        return switch (classification) {
            case MailClassification.Reply reply -> reply.quoted();
            case MailClassification.WrittenBy letter -> letter.quoted();
            default -> "";
        };
    }

    private static Map<String, Object> details(MailClassification classification, @Nullable SentMessage message) {
        Map<String, Object> details = new HashMap<>();
        switch (classification) {
            case MailClassification.AutoReply auto -> {
                details.put("auto", auto.kind().code());
                if (auto.until() != null) {
                    details.put("until", auto.until().toString());
                }
            }
            case MailClassification.Bounce bounce ->
                bounce.of(message == null ? "" : message.address()).ifPresent(failure -> {
                    details.put("severity", failure.severity().code());
                    details.put("cause", failure.cause().code());
                    details.put("status", failure.status());
                    details.put("recipient", failure.recipient());
                    details.put("diagnostic", failure.diagnostic());
                });
            case MailClassification.Reply reply
            when reply.asksForNoMore() -> details.put(ReceivedMail.OPT_OUT, OptOutQuestion.OptOutState.UNCLEAR.code());
            case MailClassification.WrittenBy letter
            when letter.asksForNoMore() -> details.put(ReceivedMail.OPT_OUT, OptOutQuestion.OptOutState.UNCLEAR.code());
            case MailClassification.Complaint complaint -> details.put("recipient", complaint.recipient());
            default -> {
                // has none
            }
        }
        return details;
    }

    /** The same message has other header lines by another source, but the same Message-ID and body. */
    static byte[] key(InboundMessage mail, byte[] mime) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            if (mail.messageId().isEmpty()) {
                return hash.digest(mime);
            }
            hash.update(mail.messageId().getBytes(StandardCharsets.UTF_8));
            return hash.digest(
                    (mail.from() + "\n" + mail.subject() + "\n" + mail.text().strip())
                            .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String truncate(String text) {
        String clean = text.replace("\0", "");
        return clean.length() > MAX_TEXT ? clean.substring(0, MAX_TEXT) : clean;
    }

    private static String clean(String line) {
        return line.replaceAll("\\p{Cntrl}", "");
    }
}
