package dev.sluice.mail.delivery;

import dev.sluice.link.Links;
import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MessageRows;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SentMessage;
import dev.sluice.platform.database.Tenancy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sanitises the bodies of claimed messages and signs their links, a batch at a time. */
@Component
class MessagePreparer {
    private final Links links;
    private final MessageRows messages;
    private final Tenancy tenancy;

    MessagePreparer(Links links, MessageRows messages, Tenancy tenancy) {
        this.links = links;
        this.messages = messages;
        this.tenancy = tenancy;
    }

    private record CleanBody(ClaimedMessage claimed, String html, String text) {}

    /** Prepares messages of one workspace that are about to go; their links are stored before any of them is sent. */
    List<PreparedMessage> prepare(int workspace, List<ClaimedMessage> batch) {
        List<CleanBody> clean = batch.stream().map(MessagePreparer::clean).toList();
        Map<Long, Links.Signed> signed = tenancy.in(workspace, () -> signed(workspace, clean));
        return clean.stream()
                .map(body -> new PreparedMessage(
                        body.claimed(),
                        body.html(),
                        body.text(),
                        signed.get(body.claimed().id())))
                .toList();
    }

    private static CleanBody clean(ClaimedMessage claimed) {
        String html = MailHtml.safe(claimed.html());
        String text =
                claimed.body().isBlank() ? MailHtml.text(html) : claimed.body().strip();
        return new CleanBody(claimed, html.isBlank() ? paragraphs(text) : html, text);
    }

    private static String paragraphs(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.split("\n\\s*\n")) {
            html.append("<p dir=\"auto\">")
                    .append(MailHtml.escaped(paragraph).replace("\n", "<br>"))
                    .append("</p>");
        }
        return html.toString();
    }

    private Map<Long, Links.Signed> signed(int workspace, List<CleanBody> clean) {
        List<Links.ToSign> toSign = new ArrayList<>();
        // messages to people who were erased since they were claimed do not go out
        Set<Long> erased = messages.erased(
                workspace, clean.stream().map(body -> body.claimed().id()).toList());
        for (CleanBody body : clean) {
            SentMessage message = body.claimed().message();
            if (message.kind() != OutboundMail.Kind.INTERNAL && !erased.contains(message.id())) {
                toSign.add(new Links.ToSign(
                        message.id(),
                        message.person(),
                        message.template(),
                        List.copyOf(MailHtml.links(body.html(), body.text())),
                        body.claimed().offers()));
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
}
