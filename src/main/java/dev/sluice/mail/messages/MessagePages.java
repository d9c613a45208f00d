package dev.sluice.mail.messages;

import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MailSettings;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.mail.delivery.MailSendWorker;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.platform.web.SandboxedHtml;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Messages: how many were planned and what became of each, and one of them with what it said. */
@Controller
class MessagePages {
    private static final int PAGE = 50;

    private final Pages pages;
    private final Messages messages;
    private final UnconfirmedDeliveries deliveries;
    private final MailSendWorker sender;
    private final MailSettings settings;
    private final Persons persons;
    private final AuditLog audit;

    MessagePages(
            Pages pages,
            Messages messages,
            UnconfirmedDeliveries deliveries,
            MailSendWorker sender,
            MailSettings settings,
            Persons persons,
            AuditLog audit) {
        this.pages = pages;
        this.messages = messages;
        this.deliveries = deliveries;
        this.sender = sender;
        this.settings = settings;
        this.persons = persons;
        this.audit = audit;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/outreach/messages")
    View list(
            Member member,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long before) {
        MessageState only = MessageState.filter(state);
        Page<SentMessage> found = Page.byId(
                messages.before(member.workspace(), only, before <= 0 ? Long.MAX_VALUE : before, PAGE + 1),
                PAGE,
                SentMessage::id);
        Map<String, Object> page = new HashMap<>();
        page.put("figures", messages.figures(member.workspace()));
        page.put("messages", found.items());
        page.put("more", found.more());
        page.put("only", state);
        page.put("paused", settings.of(member.workspace()).paused());
        page.put("builtIn", settings.of(member.workspace()).server() == null);
        String trouble = sender.trouble(member.workspace());
        page.put("trouble", trouble == null ? "" : trouble);
        return pages.page("mail/messages/messages", page);
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/outreach/messages/{message}")
    View one(Member member, @PathVariable long message) {
        SentMessage sent = messages.get(member.workspace(), message);
        String text = messages.body(member.workspace(), message).text();
        return pages.page(
                "mail/messages/message",
                Map.of("message", sent, "person", personName(member.workspace(), sent), "text", text, "fault", ""));
    }

    /** The words of a mail as its reader sees them, in a frame of their own in which nothing runs. */
    @RequiresRole(Role.MEMBER)
    @GetMapping("/outreach/messages/{message}/body")
    ResponseEntity<String> body(Member member, @PathVariable long message) {
        Messages.Body body = messages.body(member.workspace(), message);
        String safe = MailHtml.safe(body.html());
        return SandboxedHtml.page(safe.isBlank() ? "<pre>" + MailHtml.escaped(body.text()) + "</pre>" : safe);
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/outreach/messages/{message}/decision")
    View decide(Member member, @PathVariable long message, @RequestParam(defaultValue = "") String decision) {
        deliveries.decide(member.workspace(), message, decision, member.name());
        audit.note(member, "unknown message decided", "message " + message, Map.of("decision", decision));
        return Redirect.to("/outreach/messages/" + message);
    }

    private String personName(int workspace, SentMessage message) {
        try {
            Person person = persons.get(workspace, message.person());
            return person.title();
        } catch (NotFound erased) {
            return "";
        }
    }
}
