package dev.sluice.mail.settings;

import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailSettings;
import dev.sluice.mail.MailSetup;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Team;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the server that mail goes to, whom it comes from, and how much of it at once. */
@Controller
class MailSettingsPages {
    private static final FormView.Errors NO_ERRORS = new FormView.Errors(Map.of());

    private final Pages pages;
    private final MailSettings settings;
    private final MailSettingRows rows;
    private final SenderDomainCheck preflight;
    private final TestMail trial;
    private final Members members;
    private final AuditLog audit;

    MailSettingsPages(
            Pages pages,
            MailSettings settings,
            MailSettingRows rows,
            SenderDomainCheck preflight,
            TestMail trial,
            Members members,
            AuditLog audit) {
        this.pages = pages;
        this.settings = settings;
        this.rows = rows;
        this.preflight = preflight;
        this.trial = trial;
        this.members = members;
        this.audit = audit;
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/mail")
    View shown(Member member) {
        return page(200, member, MailSettingsForm.of(settings.of(member.workspace())), NO_ERRORS, "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/mail")
    View change(Member member, @RequestParam Map<String, String> typed, HttpServletRequest request) {
        MailSettingsForm form = new MailSettingsForm(typed);
        FormView.onError(request, errors -> page(422, member, form, errors, ""));
        MailSettingsForm.Checked checked = form.checked(
                rows.keptPassword(member.workspace(), form.get("host")) == MailSettingRows.KeptPassword.READABLE);
        rows.change(member.workspace(), checked);
        settings.evict(member.workspace());
        audit.note(
                member,
                "mail settings changed",
                checked.host() == null ? "no server of its own" : checked.host(),
                Map.of("tls", checked.tls().code(), "from", checked.fromAddress(), "paused", checked.paused()));
        return Redirect.to("/settings/mail");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/mail/trial")
    View tryIt(Member member) {
        MailSetup setup = settings.of(member.workspace());
        return page(200, member, MailSettingsForm.of(setup), NO_ERRORS, trial.send(member, setup));
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/mail/domain")
    View domain(Member member) {
        String domain =
                EmailAddress.domainOf(settings.of(member.workspace()).from().address());
        return pages.page("mail/settings/domain", Map.of("domain", domain, "findings", preflight.of(domain)));
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/mail/identities")
    View identity(
            Member member,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            HttpServletRequest request) {
        FormView.onError(
                request, errors -> page(422, member, MailSettingsForm.of(settings.of(member.workspace())), errors, ""));
        String normal = EmailAddress.normal(address);
        String clean = HeaderText.line(name);
        if (normal == null) {
            throw new BadInput("address", "Write an e-mail address like name@example.com.");
        }
        if (clean.isEmpty() || clean.length() > 100) {
            throw new BadInput("name", "Write the name that readers see, in at most 100 characters.");
        }
        rows.identity(member.workspace(), owner(member, whose), clean, normal);
        settings.evict(member.workspace());
        audit.note(member, "mail identity set", clean, Map.of("address", normal, "of", whose));
        return Redirect.to("/settings/mail");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/mail/identities/{identity}/removal")
    View remove(Member member, @PathVariable int identity) {
        if (!rows.removeIdentity(member.workspace(), identity)) {
            throw new NotFound("There is no such identity.");
        }
        settings.evict(member.workspace());
        audit.note(member, "mail identity removed", "identity " + identity, Map.of());
        return Redirect.to("/settings/mail");
    }

    private MailSettingRows.SettingOwner owner(Member member, String whose) {
        for (Team team : Team.values()) {
            if (whose.equals(team.name())) {
                return new MailSettingRows.SettingOwner(null, team.name().toLowerCase(Locale.ROOT));
            }
        }
        return members.all(member.workspace()).stream()
                .filter(one -> Integer.toString(one.user()).equals(whose))
                .findFirst()
                .map(one -> new MailSettingRows.SettingOwner(one.user(), null))
                .orElseThrow(() -> new BadInput("whose", "Choose whose mail this is for."));
    }

    private View page(int status, Member member, MailSettingsForm form, FormView.Errors errors, String tried) {
        Map<String, Object> page = new HashMap<>();
        page.put("member", member);
        page.put("form", form);
        page.put("faults", errors.fields().values());
        page.put("tried", tried);
        page.put("shared", settings.hasSharedServer());
        page.put("sharedAddress", settings.sharedAddress());
        page.put("passwordKept", rows.keptPassword(member.workspace(), form.get("host")));
        page.put("identities", rows.identities(member.workspace()));
        page.put("others", members.all(member.workspace()));
        return pages.page(status, "mail/settings/settings", page);
    }
}
