package dev.sluice.inbox.parsing;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Reads what strangers send: never throws, reads no more than the first megabyte, and a message built to exhaust the
 * reader is returned with its sender and subject only, and the reason.
 */
public final class MimeReader {
    /** What is read of a message: the text and every report stand in front of attachments. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int HEADER_BYTES = 128 * 1024;
    private static final int DEPTH = 12;
    private static final int PARTS = 100;
    private static final int TEXT = 100_000;
    private static final int LINE = 1_000;
    private static final Session SESSION = Session.getInstance(lenient());

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
        return new MimeReader().message(bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes);
    }

    private InboundMessage message(byte[] bytes) {
        MessageSize size = MessageSize.of(bytes);
        int header = size.header();
        HeaderFields fields = header(new String(bytes, 0, Math.min(header, HEADER_BYTES), StandardCharsets.UTF_8));
        quarantine = size.quarantine(HEADER_BYTES);
        String type = fields.first("content-type").toLowerCase(Locale.ROOT);
        if (quarantine.isEmpty()) {
            try {
                MimeMessage message = new MimeMessage(SESSION, new SharedByteArrayInputStream(bytes));
                walk(message, 0);
            } catch (MessagingException | RuntimeException _) {
                plain.append(new String(bytes, header, bytes.length - header, StandardCharsets.UTF_8));
            }
        }
        String text = plain.isEmpty() ? HtmlText.of(html.toString()) : plain.toString();
        return mail(fields, type, truncate(text, TEXT));
    }

    private InboundMessage mail(HeaderFields fields, String type, String text) {
        String sender = fields.first("from").isEmpty() ? fields.first("sender") : fields.first("from");
        Set<String> to = new LinkedHashSet<>();
        for (String name : RECIPIENTS) {
            fields.values().getOrDefault(name, List.of()).forEach(value -> to.addAll(HeaderValues.addresses(value)));
        }
        List<String> from = HeaderValues.addresses(sender);
        Set<String> answers = new LinkedHashSet<>(HeaderValues.ids(fields.first("in-reply-to")));
        answers.addAll(HeaderValues.ids(fields.first("references")).reversed());
        List<String> own = HeaderValues.ids(fields.first("message-id"));
        return new InboundMessage(
                own.isEmpty() ? "" : own.getFirst(),
                List.copyOf(answers),
                from.isEmpty() ? "" : from.getFirst(),
                truncate(HeaderValues.name(sender), 200),
                List.copyOf(to),
                truncate(HeaderValues.decoded(fields.first("subject")), LINE),
                HeaderValues.date(fields.first("date")),
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
            ContentType declared = new ContentType(part.getContentType());
            type = declared.getBaseType().toLowerCase(Locale.ROOT);
            charset = MimePart.charset(declared.getParameter("charset"));
            if (type.equals("text/calendar") && declared.getParameter("method") != null) {
                calendar = declared.getParameter("method").toLowerCase(Locale.ROOT);
            }
        } catch (MessagingException | RuntimeException _) {
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
            Multipart many = content instanceof Multipart parsed
                    ? parsed
                    : new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < many.getCount() && quarantine.isEmpty(); i++) {
                walk(many.getBodyPart(i), depth + 1);
            }
        } catch (MessagingException | IOException | RuntimeException _) {
            if (plain.isEmpty()) {
                plain.append(MimePart.content(part, StandardCharsets.UTF_8));
            }
        }
    }

    private void leaf(Part part, String type, Charset charset) {
        switch (type) {
            case "text/plain" -> {
                if (!MimePart.isAttached(part)) {
                    append(plain, MimePart.content(part, charset));
                }
            }
            case "text/html" -> {
                if (!MimePart.isAttached(part)) {
                    append(html, MimePart.content(part, charset));
                }
            }
            case "text/calendar" -> {
                if (invitation.isEmpty()) {
                    invitation = truncate(MimePart.content(part, charset), TEXT);
                }
            }
            case "message/delivery-status", "message/global-delivery-status", "message/feedback-report" ->
                report.addAll(HeaderFields.blocks(MimePart.content(part, StandardCharsets.UTF_8)));
            case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers" -> {
                if (returned.isEmpty()) {
                    returned = header(MimePart.content(part, StandardCharsets.UTF_8));
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

    private static HeaderFields header(String text) {
        return HeaderFields.head(text.stripLeading());
    }

    private static String truncate(String text, int limit) {
        return text.length() > limit ? text.substring(0, limit) : text;
    }

    private static Properties lenient() {
        Properties settings = new Properties();
        settings.putAll(new HashMap<>(Map.of("mail.mime.address.strict", "false")));
        return settings;
    }
}
