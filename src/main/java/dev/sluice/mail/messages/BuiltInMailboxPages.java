package dev.sluice.mail.messages;

import dev.sluice.mail.MailHtml;
import dev.sluice.mail.MailSettings;
import dev.sluice.mail.ReplyReceiver;
import dev.sluice.mail.delivery.BuiltInMailbox;
import dev.sluice.mail.delivery.Composer;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.platform.web.SandboxedHtml;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.mail.internet.InternetAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The built-in mailbox: what leads would have got, to be read and answered as they would. */
@Controller
class BuiltInMailboxPages {
    private static final int PAGE = 50;
    private static final int LONGEST = 20_000;

    private final Pages pages;
    private final BuiltInMailbox mailbox;
    private final MailSettings settings;
    private final Composer composer;
    private final ObjectProvider<ReplyReceiver> replies;
    private final AuditLog audit;

    BuiltInMailboxPages(
            Pages pages,
            BuiltInMailbox mailbox,
            MailSettings settings,
            Composer composer,
            ObjectProvider<ReplyReceiver> replies,
            AuditLog audit) {
        this.audit = audit;
        this.pages = pages;
        this.mailbox = mailbox;
        this.settings = settings;
        this.composer = composer;
        this.replies = replies;
    }

    /** A line of the list. */
    record MailboxEntry(BuiltInMailbox.StoredMail kept, StoredMessage mail) {}

    @RequiresRole(Role.MEMBER)
    @GetMapping("/mailbox")
    View list(Member member, @RequestParam(defaultValue = "0") long before) {
        Page<MailboxEntry> page = Page.byId(
                        mailbox.before(member.workspace(), before <= 0 ? Long.MAX_VALUE : before, PAGE + 1),
                        PAGE,
                        BuiltInMailbox.StoredMail::id)
                .map(kept -> new MailboxEntry(kept, StoredMessage.of(kept.mime())));
        audit.note(
                member,
                AuditAction.counted(
                        AuditKind.READ, "mailbox listed", "", page.items().size()));
        return pages.page(
                "mail/messages/mailbox",
                Map.of(
                        "lines",
                        page.items(),
                        "more",
                        page.more(),
                        "server",
                        settings.of(member.workspace()).server() != null));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/mailbox/{mail}")
    View one(Member member, @PathVariable long mail) {
        BuiltInMailbox.StoredMail stored = mailbox.get(member.workspace(), mail);
        recordRead(member, mail);
        return shown(200, stored, "", "");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/mailbox/{mail}/body")
    ResponseEntity<String> body(Member member, @PathVariable long mail) {
        return SandboxedHtml.page(MailHtml.withoutPixel(
                StoredMessage.of(mailbox.get(member.workspace(), mail).mime()).html()));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/mailbox/{mail}/source")
    ResponseEntity<byte[]> source(Member member, @PathVariable long mail) {
        byte[] source = mailbox.get(member.workspace(), mail).mime();
        recordRead(member, mail);
        return ResponseEntity.ok()
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff")
                .body(source);
    }

    private void recordRead(Member member, long mail) {
        audit.note(member, AuditAction.counted(AuditKind.READ, "email read in the mailbox", "email " + mail, 1));
    }

    /** Answers as the one it was sent to: a whole message, which takes the way that every answer takes. */
    @RequiresRole(Role.MEMBER)
    @PostMapping("/mailbox/{mail}/replies")
    View reply(
            Member member,
            @PathVariable long mail,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest request) {
        BuiltInMailbox.StoredMail kept = mailbox.get(member.workspace(), mail);
        if (kept.answer()) {
            throw new NotFound("There is nothing to answer.");
        }
        FormView.onError(request, errors -> shown(422, kept, text, errors.first()));
        byte[] mime = answer(StoredMessage.of(kept.mime()), text);
        mailbox.save(member.workspace(), kept.message(), kept.person(), mime, true);
        replies.ifAvailable(inbox -> inbox.arrived(member.workspace(), mime));
        return Redirect.to("/mailbox");
    }

    private byte[] answer(StoredMessage read, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new BadInput("text", "Write an answer of at most " + LONGEST + " characters.");
        }
        InternetAddress from = read.to();
        InternetAddress to = read.replyTo();
        if (from == null || to == null) {
            throw new BadInput("text", "This mail names nobody that an answer could go to.");
        }
        String quoted = read.text()
                .lines()
                .map(line -> "> " + line)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        String subject = read.subject().startsWith("Re: ") ? read.subject() : "Re: " + read.subject();
        return composer.reply(
                from, to, subject, read.references() + " " + read.messageId(), text.strip() + "\n\n" + quoted + "\n");
    }

    private View shown(int status, BuiltInMailbox.StoredMail kept, String text, String fault) {
        Map<String, Object> page = new HashMap<>();
        page.put("kept", kept);
        page.put("mail", StoredMessage.of(kept.mime()));
        page.put("source", new String(kept.mime(), StandardCharsets.UTF_8));
        page.put("text", text);
        page.put("fault", fault);
        return pages.page(status, "mail/messages/mail", page);
    }
}
