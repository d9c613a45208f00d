package dev.sluice.mail.delivery;

import dev.sluice.consent.UnsubscribeLinks;
import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SentMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The frame around a mail's own words: the workspace's name in its colour, and at the foot who wrote and how to stop it. */
final class MailLayout {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String ACCENT = "#1f4e79";
    private static final String FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private MailLayout() {}

    /** The whole HTML part; {@code safe} is a body that needs no cleaning any more. */
    static String html(
            MailSetup setup,
            SentMessage message,
            String safe,
            UnsubscribeLinks.@Nullable UnsubscribeUrls stop,
            String pixel) {
        String picture = pixel.isEmpty()
                ? ""
                : "<img src=\"" + MailHtml.escaped(pixel)
                        + "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block\">";
        if (message.kind() == OutboundMail.Kind.ONE_TO_ONE) {
            return """
                    <!doctype html>
                    <html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
                    <body dir="auto" style="font-family:%s;font-size:15px;line-height:1.5">%s%s</body></html>
                    """.formatted(FONT, safe, picture);
        }
        String accent = COLOUR.matcher(setup.accent()).matches() ? setup.accent() : ACCENT;
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
                <title>%s</title></head>
                <body style="margin:0;padding:0;font-family:%s;font-size:16px;line-height:1.55">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
                <tr><td style="border-top:4px solid %s;padding:20px 0 4px;font-weight:700;font-size:17px">%s</td></tr>
                <tr><td dir="auto" style="padding:8px 0 24px">%s</td></tr>
                <tr><td style="border-top:1px solid #c8ccd0;padding:14px 0;font-size:13px;color:#6b7280">%s</td></tr>
                </table></td></tr></table>%s</body></html>
                """.formatted(
                        MailHtml.escaped(message.subject()),
                        FONT,
                        accent,
                        MailHtml.escaped(setup.workspace()),
                        safe,
                        foot(setup, message, stop),
                        picture);
    }

    /** The plain-text part, with the same foot. */
    static String text(
            MailSetup setup, SentMessage message, String body, UnsubscribeLinks.@Nullable UnsubscribeUrls stop) {
        if (message.kind() == OutboundMail.Kind.ONE_TO_ONE) {
            return body;
        }
        StringBuilder text = new StringBuilder(body).append("\n\n-- \n").append(setup.workspace());
        if (!setup.postalAddress().isEmpty() && message.kind() != OutboundMail.Kind.INTERNAL) {
            text.append('\n').append(setup.postalAddress());
        }
        if (stop != null) {
            text.append("\n\nNo more mail like this: ").append(stop.page());
        }
        return text.append('\n').toString();
    }

    private static String foot(MailSetup setup, SentMessage message, UnsubscribeLinks.@Nullable UnsubscribeUrls stop) {
        StringBuilder foot = new StringBuilder(MailHtml.escaped(setup.workspace()));
        if (!setup.postalAddress().isEmpty() && message.kind() != OutboundMail.Kind.INTERNAL) {
            foot.append("<br>").append(MailHtml.escaped(setup.postalAddress()).replace("\n", "<br>"));
        }
        if (stop != null) {
            foot.append("<br><a href=\"")
                    .append(MailHtml.escaped(stop.page()))
                    .append("\" style=\"color:#6b7280\">Unsubscribe or choose what you get</a>");
        }
        return foot.toString();
    }
}
