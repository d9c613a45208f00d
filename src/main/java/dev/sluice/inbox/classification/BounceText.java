package dev.sluice.inbox.classification;

import dev.sluice.inbox.parsing.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds codes, recipients and the refusing server's words in a report written for people. */
final class BounceText {
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");

    private static final int LONGEST = 10_000;
    private static final int SHORTEST_REPORT = 60;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>\"'(),:;\\[\\]]{1,64}@[^\\s<>\"'(),:;\\[\\]]{1,190}");
    private static final Pattern RETURNED_ID = Pattern.compile("(?im)^[>\\s]*message-id:\\s*(<[^<>\\s]{1,250}>)");
    private static final Pattern COPY =
            Pattern.compile("(?im)^(-{3,}[^\\n]{0,20}(copy|original|header|returned|returning|below|unsent|message)"
                    + "[^\\n]*|return-path:.*|received: (from|by).*|message-id:.*)$");

    /** A line in which a server speaks: a reply code, an enhanced code, or who says what. */
    private static final Pattern ERROR = Pattern.compile(
            "(?i)(^|[\\s:<(#])[45]\\d\\d([ -]|:|$)|[45]\\.\\d{1,3}\\.\\d{1,3}|\\b(said|says|reason|responded|response|error"
                    + "|diagnostic|grund|fehler|raison|motivo)\\b ?[:(]|^\\s*<?[^\\s@]+@[^\\s@]+>?[ :.(-]");

    private BounceText() {}

    /** What the mail system says itself, before the copy of the message that it sends along. */
    static String aboveTheCopy(String text) {
        Matcher copy = COPY.matcher(text);
        int end = text.length();
        while (copy.find()) {
            if (copy.start() > SHORTEST_REPORT) {
                end = copy.start();
                break;
            }
        }
        return text.substring(0, Math.min(end, LONGEST));
    }

    /** The lines in which the refusing server speaks, each with those that continue it. */
    static String serverLines(String said) {
        StringBuilder found = new StringBuilder();
        boolean speaks = false;
        for (String line : said.lines().toList()) {
            speaks = !line.isBlank() && (speaks || ERROR.matcher(line).find());
            if (speaks) {
                found.append(line.strip()).append(' ');
            }
        }
        return found.toString();
    }

    /** A code of a refusal that is not a part of a longer number. */
    static boolean hasErrorCode(String said) {
        return Pattern.compile("(?m)(^|[\\s:>(#])([45]\\.\\d\\.\\d{1,3}|[45][0-5]\\d[ -](#?[45]\\.\\d|\\D))")
                .matcher(said)
                .find();
    }

    static String status(String said) {
        Matcher enhanced = ENHANCED.matcher(said);
        return enhanced.find() ? enhanced.group() : "";
    }

    /** The code of a field, or that of the diagnostic where the field says nothing. */
    static String status(String field, String diagnostic) {
        String status = status(field);
        Matcher closer = ENHANCED.matcher(diagnostic);
        boolean vague = status.isEmpty() || status.endsWith(".0.0");
        return vague && closer.find() ? closer.group() : status;
    }

    /** Who did not get it: by the header, else the first address that is neither ours nor the mail system's. */
    static String recipient(InboundMessage mail, String said) {
        String header = address(mail.header().first("x-failed-recipients"));
        if (!header.isEmpty()) {
            return header;
        }
        for (String one : addresses(said)) {
            if (!mail.to().contains(one)
                    && !one.equals(mail.from())
                    && !MailSystemSender.isMailbox(one.substring(0, one.indexOf('@')))) {
                return one;
            }
        }
        return address(mail.returned().first("to"));
    }

    private static List<String> addresses(String said) {
        List<String> found = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(said);
        while (addresses.find()) {
            found.add(addresses.group().toLowerCase(Locale.ROOT).replaceAll("[.']+$", ""));
        }
        return found;
    }

    static String originalId(InboundMessage mail) {
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

    /** The address in a field of a report, behind its type. */
    static String address(String field) {
        Matcher found = ADDRESS.matcher(field.substring(field.indexOf(';') + 1));
        return found.find() ? found.group().toLowerCase(Locale.ROOT) : "";
    }
}
