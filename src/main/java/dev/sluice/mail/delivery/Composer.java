package dev.sluice.mail.delivery;

import dev.sluice.consent.UnsubscribeLinks;
import dev.sluice.link.Links;
import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.mail.SentMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Composes MIME: text for headers has passed {@link HeaderText}, HTML for bodies has passed {@link MailHtml}. */
@Component
public class Composer {
    private static final Pattern METHOD = Pattern.compile("(?m)^METHOD:([A-Z]+)");

    private final UnsubscribeLinks unsubscribe;
    private final InstantSource clock;

    Composer(UnsubscribeLinks unsubscribe, InstantSource clock) {
        this.unsubscribe = unsubscribe;
        this.clock = clock;
    }

    /**
     * The message as it goes over the wire.
     *
     * @throws IllegalArgumentException when it cannot be composed; the text says why
     */
    public ComposedMessage compose(int workspace, MailSetup setup, PreparedMessage prepared) {
        return new ComposedMessage(prepared.claimed(), mime(workspace, setup, prepared));
    }

    private SMTPMessage mime(int workspace, MailSetup setup, PreparedMessage prepared) {
        SentMessage message = prepared.claimed().message();
        Links.Signed signed = prepared.signed();
        Map<String, String> targets = signed == null ? Map.of() : signed.links();
        UnsubscribeLinks.UnsubscribeUrls stop = message.kind() == OutboundMail.Kind.MARKETING
                ? unsubscribe.of(workspace, message.person(), message.address(), message.id())
                : null;
        String text = MailLayout.text(setup, message, MailHtml.relinkedText(prepared.text(), targets), stop);
        String html = MailLayout.html(
                setup,
                message,
                MailHtml.relinked(prepared.html(), targets),
                stop,
                signed == null ? "" : signed.pixel());
        try {
            return mime(setup, prepared.claimed(), text, html, stop);
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
        OutgoingMime mime = new OutgoingMime(message.messageId(), message.address());
        mime.setFrom(new InternetAddress(from.address(), HeaderText.line(from.name()), "UTF-8"));
        mime.setRecipient(Message.RecipientType.TO, new InternetAddress(message.address()));
        mime.setReplyTo(
                new InternetAddress[] {new InternetAddress(returns.getAddress(), HeaderText.line(from.name()), "UTF-8")
                });
        mime.setEnvelopeFrom(returns.getAddress());
        mime.setSubject(HeaderText.line(message.subject()), "UTF-8");
        mime.setSentDate(Date.from(clock.instant()));
        mime.inReplyTo(claimed.thread());
        if (message.kind() != OutboundMail.Kind.ONE_TO_ONE) {
            mime.header("Auto-Submitted", "auto-generated");
        }
        if (stop != null) {
            mime.header("List-Unsubscribe", "<" + stop.oneClick() + ">");
            mime.header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        mime.setContent(alternatives(text, html, claimed.calendar().replace(Outbox.REPLIES, returns.getAddress())));
        mime.saveChanges();
        return mime;
    }

    private static MimeMultipart alternatives(String text, String html, String calendar) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        MimeMultipart parts = new MimeMultipart("alternative", plain, rich);
        if (!calendar.isEmpty()) {
            MimeBodyPart event = new MimeBodyPart();
            event.setText(calendar, "UTF-8", "calendar");
            // mail programs show an invitation with its buttons only when the method is in the header too (RFC 6047)
            Matcher method = METHOD.matcher(calendar);
            event.setHeader(
                    "Content-Type",
                    "text/calendar; charset=UTF-8; method=" + (method.find() ? method.group(1) : "PUBLISH"));
            parts.addBodyPart(event);
        }
        return parts;
    }

    /** A reply that someone writes in the built-in mailbox, as their own mail program would send it. */
    public byte[] reply(InternetAddress from, InternetAddress to, String subject, String thread, String text) {
        try {
            OutgoingMime mime = new OutgoingMime("<" + UUID.randomUUID() + "@mailbox.invalid>", from.getAddress());
            mime.setFrom(from);
            mime.setRecipient(Message.RecipientType.TO, to);
            mime.setSubject(HeaderText.line(subject), "UTF-8");
            mime.setSentDate(Date.from(clock.instant()));
            mime.inReplyTo(thread);
            mime.setText(text, "UTF-8");
            mime.saveChanges();
            return OutgoingMime.bytes(mime);
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
}
