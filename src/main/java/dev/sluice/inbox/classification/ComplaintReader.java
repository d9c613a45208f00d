package dev.sluice.inbox.classification;

import dev.sluice.inbox.classification.MailClassification.Complaint;
import dev.sluice.inbox.classification.MailClassification.Other;
import dev.sluice.inbox.parsing.HeaderFields;
import dev.sluice.inbox.parsing.InboundMessage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what providers report of their users' complaints: RFC 5965, or the message forwarded whole. */
final class ComplaintReader {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),:;]{1,64}@[^\\s<>\"(),:;]{1,190}");

    private ComplaintReader() {}

    static @Nullable MailClassification of(InboundMessage mail) {
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

    private static String address(String field) {
        Matcher found = ADDRESS.matcher(field);
        return found.find() ? found.group().toLowerCase(Locale.ROOT) : "";
    }
}
