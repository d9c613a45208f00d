package dev.sluice.inbox.parsing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values of header fields: addresses, names, Message-IDs, dates. What cannot be read is empty. */
final class HeaderValues {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),:;]{1,64}@[^\\s<>\"(),:;]{1,190}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,250}>");
    private static final int MAX_LENGTH = 20_000;

    private HeaderValues() {}

    static List<String> addresses(String value) {
        List<String> found = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(truncate(value));
        while (addresses.find() && found.size() < 100) {
            found.add(addresses.group().toLowerCase(Locale.ROOT));
        }
        // a name may look like an address; the one in angle brackets is the address
        int bracket = value.lastIndexOf('<');
        if (found.size() == 2 && bracket > 0 && value.indexOf(',') < 0) {
            found.removeFirst();
        }
        return found;
    }

    static String name(String value) {
        try {
            InternetAddress[] all = InternetAddress.parseHeader(value, false);
            return all.length == 0 || all[0].getPersonal() == null ? "" : decoded(all[0].getPersonal());
        } catch (MessagingException | RuntimeException _) {
            return "";
        }
    }

    static List<String> ids(String value) {
        List<String> found = new ArrayList<>();
        Matcher ids = MESSAGE_ID.matcher(truncate(value));
        while (ids.find() && found.size() < 50) {
            found.add(ids.group());
        }
        return found;
    }

    static String decoded(String value) {
        return EncodedWords.decode(value).replaceAll("\\s+", " ").strip();
    }

    static @Nullable Instant date(String value) {
        try {
            Date date = value.isEmpty() ? null : new MailDateFormat().parse(value);
            return date == null ? null : date.toInstant();
        } catch (ParseException | RuntimeException _) {
            return null;
        }
    }

    private static String truncate(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }
}
