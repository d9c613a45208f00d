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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what strangers send: never throws, reads no more of a message than mail may be long, and a message built to
 * exhaust the reader is returned with its sender and subject only, and the reason.
 */
public final class MimeReader {
    /** What is read of a message: text may follow pictures and attachments. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final int HEADER_BYTES = 128 * 1024;
    private static final int DEPTH = 12;
    private static final int PARTS = 100;
    private static final int TEXT = 100_000;
    private static final int LINE = 1_000;
    private static final Pattern HTML = Pattern.compile("(?i)^\\s*(<!doctype html|<html[\\s>])");
    private static final Session SESSION = Session.getInstance(lenient());

    private static final List<String> RECIPIENTS =
            List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc");

    /** Texts that came as attachments: they count where a message has no other. */
    private final StringBuilder attached = new StringBuilder();

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
        HeaderFields fields = header(TextDecoder.header(Arrays.copyOf(bytes, Math.min(header, HEADER_BYTES))));
        quarantine = size.quarantine(HEADER_BYTES);
        String type = fields.first("content-type").toLowerCase(Locale.ROOT);
        String text = "";
        if (quarantine.isEmpty()) {
            try {
                MimeMessage message = new MimeMessage(SESSION, new SharedByteArrayInputStream(bytes));
                text = walk(message, 0).text();
            } catch (MessagingException | RuntimeException _) {
                text = new String(bytes, header, Math.min(bytes.length - header, TEXT), StandardCharsets.UTF_8);
            }
        }
        return mail(fields, type, truncate(isBlank(text) ? attached.toString() : text, TEXT));
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

    private PartText walk(Part part, int depth) {
        if (depth > DEPTH || ++seen > PARTS) {
            quarantine = "Its parts are nested deeper than mail is.";
            return PartText.NONE;
        }
        String type = "text/plain";
        @Nullable String charset = null;
        try {
            ContentType declared = new ContentType(part.getContentType());
            type = declared.getBaseType().toLowerCase(Locale.ROOT);
            charset = declared.getParameter("charset");
            if (type.equals("text/calendar") && declared.getParameter("method") != null) {
                calendar = declared.getParameter("method").toLowerCase(Locale.ROOT);
            }
        } catch (MessagingException | RuntimeException _) {
            // taken for plain text
        }
        parts.add(type);
        return type.startsWith("multipart/") ? each(part, type, depth) : leaf(part, type, charset);
    }

    /** Of alternatives the plain one if it holds words; of other parts all. */
    private PartText each(Part part, String type, int depth) {
        List<PartText> texts = new ArrayList<>();
        try {
            Object content = part.getContent();
            Multipart many = content instanceof Multipart parsed
                    ? parsed
                    : new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < many.getCount() && quarantine.isEmpty(); i++) {
                texts.add(walk(many.getBodyPart(i), depth + 1));
            }
        } catch (MessagingException | IOException | RuntimeException _) {
            if (texts.stream().allMatch(text -> isBlank(text.text()))) {
                texts.add(new PartText(MimePart.content(part, null), false));
            }
        }
        return type.equals("multipart/alternative") ? PartText.best(texts) : PartText.all(texts);
    }

    private PartText leaf(Part part, String type, @Nullable String charset) {
        switch (type) {
            case "text/plain", "text/html", "text/enriched", "text" -> {
                return text(part, type, charset);
            }
            case "text/calendar" -> {
                if (invitation.isEmpty()) {
                    invitation = truncate(MimePart.content(part, charset), TEXT);
                }
            }
            case "message/delivery-status", "message/global-delivery-status", "message/feedback-report" ->
                report.addAll(HeaderFields.blocks(MimePart.content(part, null)));
            case "message/rfc822", "text/rfc822-headers", "text/rfc822", "message/global", "message/global-headers" -> {
                if (returned.isEmpty()) {
                    returned = header(MimePart.content(part, null));
                }
            }
            default -> {
                // attachments are counted as types only
            }
        }
        return PartText.NONE;
    }

    private PartText text(Part part, String type, @Nullable String charset) {
        String content = MimePart.content(part, charset);
        boolean html = type.equals("text/html") || HTML.matcher(content).find();
        String text = html ? HtmlText.of(content) : content;
        if (MimePart.isAttached(part)) {
            attached.append(attached.isEmpty() ? "" : "\n").append(truncate(text, TEXT));
            return PartText.NONE;
        }
        return new PartText(text, html);
    }

    private static boolean isBlank(String text) {
        return PartText.isBlank(text);
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
