package dev.sluice.mail.delivery;

import dev.sluice.consent.UnsubscribeLinks;
import dev.sluice.link.Links;
import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.MessageRows;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SentMessage;
import dev.sluice.platform.database.Tenancy;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one place that makes MIME. Whatever a header is given has passed {@link HeaderText}; whatever HTML a body is
 * given has passed {@link MailHtml}.
 */
@Component
public class Composer {
    static {
        // Said once; otherwise every part of every message looks through the whole class path for it.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private static final Session PLAIN = Session.getInstance(new Properties());
    public static final Session UTF8 = utf8();
    private static final int MOST_REFERENCES = 20;

    private final Links links;
    private final UnsubscribeLinks unsubscribe;
    private final MessageRows messages;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Composer(Links links, UnsubscribeLinks unsubscribe, MessageRows messages, Tenancy tenancy, InstantSource clock) {
        this.messages = messages;
        this.tenancy = tenancy;
        this.links = links;
        this.unsubscribe = unsubscribe;
        this.clock = clock;
    }

    private static Session utf8() {
        Properties raw = new Properties();
        raw.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(raw);
    }

    /** A message with its body made harmless and its links signed; {@code signed} is null for internal mail. */
    public record Prepared(ClaimedMessage claimed, String html, String text, Links.@Nullable Signed signed) {}

    private record Clean(ClaimedMessage claimed, String html, String text) {}

    /** Prepares messages of one workspace that are about to go; their links are stored before any of them is sent. */
    List<Prepared> prepare(int workspace, List<ClaimedMessage> batch) {
        List<Clean> clean = batch.stream().map(Composer::clean).toList();
        Map<Long, Links.Signed> signed = tenancy.in(workspace, () -> signed(workspace, clean));
        return clean.stream()
                .map(one -> new Prepared(
                        one.claimed(),
                        one.html(),
                        one.text(),
                        signed.get(one.claimed().id())))
                .toList();
    }

    /**
     * The message as it goes over the wire.
     *
     * @throws IllegalArgumentException when it cannot be composed; the text says why
     */
    public ComposedMessage compose(int workspace, MailSetup setup, Prepared prepared) {
        return new ComposedMessage(prepared.claimed(), mime(workspace, setup, prepared));
    }

    private static Clean clean(ClaimedMessage claimed) {
        String html = MailHtml.safe(claimed.html());
        String text =
                claimed.body().isBlank() ? MailHtml.text(html) : claimed.body().strip();
        return new Clean(claimed, html.isBlank() ? paragraphs(text) : html, text);
    }

    private static String paragraphs(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.split("\n\\s*\n")) {
            html.append("<p>")
                    .append(MailHtml.escaped(paragraph).replace("\n", "<br>"))
                    .append("</p>");
        }
        return html.toString();
    }

    private Map<Long, Links.Signed> signed(int workspace, List<Clean> clean) {
        List<Links.ToSign> toSign = new ArrayList<>();
        // those of people who were erased since they were claimed do not go out
        Set<Long> erased = messages.erased(
                workspace, clean.stream().map(one -> one.claimed().id()).toList());
        for (Clean one : clean) {
            SentMessage message = one.claimed().message();
            if (message.kind() != OutboundMail.Kind.INTERNAL && !erased.contains(message.id())) {
                toSign.add(new Links.ToSign(
                        message.id(),
                        message.person(),
                        message.template(),
                        List.copyOf(MailHtml.links(one.html(), one.text())),
                        one.claimed().offers()));
            }
        }
        Map<Long, Links.Signed> byMessage = new HashMap<>();
        if (!toSign.isEmpty()) {
            List<Links.Signed> signed = links.sign(workspace, toSign);
            for (int i = 0; i < signed.size(); i++) {
                byMessage.put(toSign.get(i).message(), signed.get(i));
            }
        }
        return byMessage;
    }

    private SMTPMessage mime(int workspace, MailSetup setup, Prepared clean) {
        SentMessage message = clean.claimed().message();
        Links.Signed signed = clean.signed();
        Map<String, String> targets = signed == null ? Map.of() : signed.links();
        UnsubscribeLinks.UnsubscribeUrls stop = message.kind() == OutboundMail.Kind.MARKETING
                ? unsubscribe.of(workspace, message.person(), message.address(), message.id())
                : null;
        String text = MailLayout.text(setup, message, MailHtml.relinkedText(clean.text(), targets), stop);
        String html = MailLayout.html(
                setup, message, MailHtml.relinked(clean.html(), targets), stop, signed == null ? "" : signed.pixel());
        try {
            return mime(setup, clean.claimed(), text, html, stop);
        } catch (MessagingException | UnsupportedEncodingException impossible) {
            throw new IllegalArgumentException(
                    "This message cannot be composed: " + impossible.getMessage(), impossible);
        }
    }

    private SMTPMessage mime(
            MailSetup setup,
            ClaimedMessage claimed,
            String text,
            String html,
            UnsubscribeLinks.@Nullable UnsubscribeUrls stop)
            throws MessagingException, UnsupportedEncodingException {
        SentMessage message = claimed.message();
        MailSetup.From from = setup.from(message.sender());
        InternetAddress returns = new InternetAddress(setup.returnAddress(from, claimed.token()));
        Fixed mime = new Fixed(message.messageId(), message.address());
        mime.setFrom(new InternetAddress(from.address(), HeaderText.line(from.name()), "UTF-8"));
        mime.setRecipient(Message.RecipientType.TO, new InternetAddress(message.address()));
        mime.setReplyTo(
                new InternetAddress[] {new InternetAddress(returns.getAddress(), HeaderText.line(from.name()), "UTF-8")
                });
        mime.setEnvelopeFrom(returns.getAddress());
        mime.setSubject(HeaderText.line(message.subject()), "UTF-8");
        mime.setSentDate(Date.from(clock.instant()));
        thread(mime, claimed.thread());
        if (message.kind() != OutboundMail.Kind.ONE_TO_ONE) {
            header(mime, "Auto-Submitted", "auto-generated");
        }
        if (stop != null) {
            header(mime, "List-Unsubscribe", "<" + stop.oneClick() + ">");
            header(mime, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        mime.setContent(alternatives(text, html));
        mime.saveChanges();
        return mime;
    }

    private static MimeMultipart alternatives(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    private static void thread(SMTPMessage mime, String thread) throws MessagingException {
        List<String> ids = HeaderText.messageIds(thread);
        if (!ids.isEmpty()) {
            header(mime, "In-Reply-To", ids.getLast());
            List<String> newest = ids.subList(Math.max(0, ids.size() - MOST_REFERENCES), ids.size());
            header(mime, "References", String.join("\r\n ", newest));
        }
    }

    /** An answer that somebody writes in the built-in mailbox, as their own mail program would send it. */
    public byte[] answer(InternetAddress from, InternetAddress to, String subject, String thread, String text) {
        try {
            Fixed mime = new Fixed("<" + java.util.UUID.randomUUID() + "@mailbox.invalid>", from.getAddress());
            mime.setFrom(from);
            mime.setRecipient(Message.RecipientType.TO, to);
            mime.setSubject(HeaderText.line(subject), "UTF-8");
            mime.setSentDate(Date.from(clock.instant()));
            thread(mime, thread);
            mime.setText(text, "UTF-8");
            mime.saveChanges();
            return bytes(mime);
        } catch (MessagingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    public static byte[] bytes(Message mime) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (MessagingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** A header of ours; a line break in it is only ever one that folds it. */
    private static void header(SMTPMessage mime, String name, String value) throws MessagingException {
        if (HeaderText.breaks(value.replace("\r\n ", ""))) {
            throw new IllegalArgumentException("A header may hold no control characters.");
        }
        mime.setHeader(name, value);
    }

    /** A message that keeps the Message-ID it is given; its header is UTF-8 where the address cannot be written else. */
    private static final class Fixed extends SMTPMessage {
        private final String id;

        Fixed(String id, String address) {
            super(ComposedMessage.isAscii(address) ? PLAIN : UTF8);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            header(this, "Message-ID", id);
        }
    }
}
