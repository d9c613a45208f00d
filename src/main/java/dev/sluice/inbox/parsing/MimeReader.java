package dev.sluice.inbox.parsing;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what strangers send: never throws, reads no more than the first megabyte, and a message built to exhaust the
 * reader is given back with its sender and subject only, saying why.
 */
public final class MimeReader {
    /** What is read of a message: the text and every report stand in front of attachments. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final int HEADER_BYTES = 128 * 1024;
    private static final int HEADER_LINES = 2_000;
    private static final int BOUNDARIES = 1_000;
    private static final int DEPTH = 12;
    private static final int PARTS = 100;
    private static final int TEXT = 100_000;
    private static final int LINE = 1_000;
    private static final Session SESSION = Session.getInstance(lenient());
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),:;]{1,64}@[^\\s<>\"(),:;]{1,190}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,250}>");

    private static final List<String> RECIPIENTS =
            List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc");

    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final Set<String> parts = new LinkedHashSet<>();
    private final List<HeaderFields> report = new ArrayList<>();
    private HeaderFields returned = new HeaderFields(Map.of());
    private String calendar = "";
    private String invitation = "";
    private String quarantine = "";
    private int seen;

    private MimeReader() {}

    public static InboundMessage read(byte[] bytes) {
        return new MimeReader().message(bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes);
    }

    private InboundMessage message(byte[] bytes) {
        int header = endOfHeader(bytes);
        HeaderFields fields = header(new String(bytes, 0, Math.min(header, HEADER_BYTES), StandardCharsets.UTF_8));
        if (header > HEADER_BYTES || lines(bytes, header) > HEADER_LINES) {
            quarantine = "Its header is longer than mail has.";
        } else if (boundaries(bytes) > BOUNDARIES) {
            quarantine = "It has more parts than mail has.";
        }
        String type = fields.first("content-type").toLowerCase(Locale.ROOT);
        if (quarantine.isEmpty()) {
            try {
                MimeMessage message = new MimeMessage(SESSION, new SharedByteArrayInputStream(bytes));
                walk(message, 0);
            } catch (MessagingException | RuntimeException unreadable) {
                plain.append(new String(bytes, header, bytes.length - header, StandardCharsets.UTF_8));
            }
        }
        String text = plain.isEmpty() ? HtmlText.of(html.toString()) : plain.toString();
        return mail(fields, type, clip(text, TEXT));
    }

    private InboundMessage mail(HeaderFields fields, String type, String text) {
        String sender = fields.first("from").isEmpty() ? fields.first("sender") : fields.first("from");
        Set<String> to = new LinkedHashSet<>();
        for (String name : RECIPIENTS) {
            fields.values().getOrDefault(name, List.of()).forEach(value -> to.addAll(addresses(value)));
        }
        List<String> from = addresses(sender);
        Set<String> answers = new LinkedHashSet<>(ids(fields.first("in-reply-to")));
        answers.addAll(ids(fields.first("references")).reversed());
        List<String> own = ids(fields.first("message-id"));
        return new InboundMessage(
                own.isEmpty() ? "" : own.getFirst(),
                List.copyOf(answers),
                from.isEmpty() ? "" : from.getFirst(),
                clip(name(sender), 200),
                List.copyOf(to),
                clip(decoded(fields.first("subject")), LINE),
                date(fields.first("date")),
                fields,
                text.replace("\0", "").replace("\r\n", "\n").replace('\r', '\n'),
                type,
                Set.copyOf(parts),
                List.copyOf(report),
                returned,
                calendar,
                invitation,
                quarantine);
    }

    private void walk(Part part, int depth) {
        if (depth > DEPTH || ++seen > PARTS) {
            quarantine = "Its parts are nested deeper than mail is.";
            return;
        }
        String type = "text/plain";
        Charset charset = StandardCharsets.UTF_8;
        try {
            ContentType said = new ContentType(part.getContentType());
            type = said.getBaseType().toLowerCase(Locale.ROOT);
            charset = charset(said.getParameter("charset"));
            if (type.equals("text/calendar") && said.getParameter("method") != null) {
                calendar = said.getParameter("method").toLowerCase(Locale.ROOT);
            }
        } catch (MessagingException | RuntimeException unreadable) {
            // taken for plain text
        }
        parts.add(type);
        if (type.startsWith("multipart/")) {
            each(part, depth);
        } else {
            leaf(part, type, charset);
        }
    }

    private void each(Part part, int depth) {
        try {
            Object content = part.getContent();
            Multipart many = content instanceof Multipart known
                    ? known
                    : new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < many.getCount() && quarantine.isEmpty(); i++) {
                BodyPart one = many.getBodyPart(i);
                walk(one, depth + 1);
            }
        } catch (MessagingException | IOException | RuntimeException broken) {
            if (plain.isEmpty()) {
                plain.append(content(part, StandardCharsets.UTF_8));
            }
        }
    }

    private void leaf(Part part, String type, Charset charset) {
        switch (type) {
            case "text/plain" -> {
                if (!isAttached(part)) {
                    append(plain, content(part, charset));
                }
            }
            case "text/html" -> {
                if (!isAttached(part)) {
                    append(html, content(part, charset));
                }
            }
            case "text/calendar" -> {
                if (invitation.isEmpty()) {
                    invitation = clip(content(part, charset), TEXT);
                }
            }
            case "message/delivery-status", "message/global-delivery-status", "message/feedback-report" ->
                report.addAll(HeaderFields.blocks(content(part, StandardCharsets.UTF_8)));
            case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers" -> {
                if (returned.isEmpty()) {
                    returned = header(content(part, StandardCharsets.UTF_8));
                }
            }
            default -> {
                // attachments are counted as types only
            }
        }
    }

    private static void append(StringBuilder all, String text) {
        if (all.length() < TEXT) {
            all.append(all.isEmpty() ? "" : "\n").append(text);
        }
    }

    private static boolean isAttached(Part part) {
        try {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        } catch (MessagingException unreadable) {
            return false;
        }
    }

    private static String content(Part part, Charset charset) {
        try (InputStream in = part.getInputStream()) {
            return decode(in.readNBytes(MOST_BYTES), charset);
        } catch (IOException | MessagingException | RuntimeException broken) {
            return raw(part, charset);
        }
    }

    /** What a part holds when its transfer encoding cannot be undone. */
    private static String raw(Part part, Charset charset) {
        try (InputStream in = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((jakarta.mail.internet.MimeBodyPart) part).getRawInputStream()) {
            return decode(in.readNBytes(MOST_BYTES), charset);
        } catch (IOException | MessagingException | RuntimeException broken) {
            return "";
        }
    }

    /** In the charset said, or, where the bytes contradict UTF-8, in the one that takes any byte. */
    private static String decode(byte[] bytes, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException otherwise) {
                return new String(bytes, Charset.forName("windows-1252"));
            }
        }
        return new String(bytes, charset);
    }

    private static Charset charset(@Nullable String name) {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static HeaderFields header(String text) {
        return HeaderFields.head(text.stripLeading());
    }

    private static int endOfHeader(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n'
                    && (bytes[i + 1] == '\n'
                            || (bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n'))) {
                return i + 1;
            }
        }
        return bytes.length;
    }

    private static int lines(byte[] bytes, int end) {
        int lines = 0;
        for (int i = 0; i < end; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static int boundaries(byte[] bytes) {
        int lines = 0;
        for (int i = 0; i + 3 < bytes.length; i++) {
            boolean begins = bytes[i] == '\n' && bytes[i + 1] == '-' && bytes[i + 2] == '-';
            lines += begins && bytes[i + 3] > ' ' && bytes[i + 3] != '-' ? 1 : 0;
        }
        return lines;
    }

    private static List<String> addresses(String value) {
        List<String> found = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(clip(value, 20_000));
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

    private static String name(String value) {
        try {
            InternetAddress[] all = InternetAddress.parseHeader(value, false);
            return all.length == 0 || all[0].getPersonal() == null
                    ? ""
                    : all[0].getPersonal().strip();
        } catch (MessagingException | RuntimeException unreadable) {
            return "";
        }
    }

    private static List<String> ids(String value) {
        List<String> found = new ArrayList<>();
        Matcher ids = MESSAGE_ID.matcher(clip(value, 20_000));
        while (ids.find() && found.size() < 50) {
            found.add(ids.group());
        }
        return found;
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(value).replaceAll("\\s+", " ").strip();
        } catch (IOException | RuntimeException unreadable) {
            return value;
        }
    }

    private static @Nullable Instant date(String value) {
        try {
            Date date = value.isEmpty() ? null : new jakarta.mail.internet.MailDateFormat().parse(value);
            return date == null ? null : date.toInstant();
        } catch (java.text.ParseException | RuntimeException unreadable) {
            return null;
        }
    }

    private static String clip(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static Properties lenient() {
        Properties settings = new Properties();
        settings.putAll(new HashMap<>(Map.of("mail.mime.address.strict", "false")));
        return settings;
    }
}
