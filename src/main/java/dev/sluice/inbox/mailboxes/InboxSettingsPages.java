package dev.sluice.inbox.mailboxes;

import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where answers are read: the workspace's mailbox and the address at which providers deliver. */
@Controller
@RequiresRole(Role.ADMIN)
class InboxSettingsPages {
    private static final String PAGE = "/settings/inbox";

    private final Pages pages;
    private final InboxSettings settings;
    private final MailboxCursorRows places;
    private final PublicUrl address;
    private final AuditLog audit;

    InboxSettingsPages(
            Pages pages, InboxSettings settings, MailboxCursorRows places, PublicUrl address, AuditLog audit) {
        this.pages = pages;
        this.settings = settings;
        this.places = places;
        this.address = address;
        this.audit = audit;
    }

    @GetMapping(PAGE)
    View show(Member member) {
        return page(200, member, "");
    }

    @PostMapping(PAGE)
    View save(
            Member member,
            @RequestParam(defaultValue = "") String host,
            @RequestParam(defaultValue = "") String port,
            @RequestParam(defaultValue = "tls") String tls,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        FormView.onError(request, errors -> page(422, member, errors.first()));
        settings.save(member.workspace(), new ImapAccountForm(host, port, tls, user, password));
        audit.note(member, "mailbox changed", host.strip(), Map.of());
        return back();
    }

    @PostMapping(PAGE + "/removal")
    View remove(Member member) {
        settings.remove(member.workspace());
        audit.note(member, "mailbox removed", "", Map.of());
        return back();
    }

    @PostMapping(PAGE + "/webhook")
    View renew(Member member) {
        settings.renewWebhook(member.workspace());
        audit.note(member, "inbound webhook made", "", Map.of());
        return back();
    }

    private static View back() {
        return Redirect.to(PAGE);
    }

    private View page(int status, Member member, String error) {
        ImapAccount own = settings.own(member.workspace()).orElse(null);
        ImapAccount read = settings.account(member.workspace()).orElse(null);
        String key = settings.webhook(member.workspace());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("member", member);
        parameters.put("own", own);
        parameters.put("read", read);
        parameters.put(
                "health",
                read == null ? null : places.health(member.workspace()).orElse(null));
        parameters.put("webhook", key == null ? "" : address.of("/inbound/" + key));
        parameters.put("fault", error);
        return pages.page(status, "inbox/mailboxes/settings", parameters);
    }
}
