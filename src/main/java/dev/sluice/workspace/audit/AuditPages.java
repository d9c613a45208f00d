package dev.sluice.workspace.audit;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.AuditFilter;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Memberships;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import dev.sluice.workspace.audit.AuditModel.AuditChoice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the log of who did what, filtered, as a file, and checked. */
@Controller
@RequiresRole(Role.ADMIN)
class AuditPages {
    private static final int PAGE = 50;

    private final Pages pages;
    private final AuditLog audit;
    private final AuditChain chain;
    private final AuditFile file;
    private final Memberships memberships;
    private final Workspaces workspaces;

    AuditPages(
            Pages pages,
            AuditLog audit,
            AuditChain chain,
            AuditFile file,
            Memberships memberships,
            Workspaces workspaces) {
        this.pages = pages;
        this.audit = audit;
        this.chain = chain;
        this.file = file;
        this.memberships = memberships;
        this.workspaces = workspaces;
    }

    @GetMapping("/settings/audit")
    View audit(
            Member member,
            @RequestParam(defaultValue = "0") long before,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String day) {
        return page(member, before, new AuditChoice(kind, user, day), null);
    }

    @PostMapping("/settings/audit/checks")
    View check(Member member) {
        return page(member, 0, new AuditChoice("", "", ""), chain.check(member.workspace()));
    }

    @GetMapping("/settings/audit.csv")
    void csv(
            Member member,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String day,
            HttpServletResponse response)
            throws IOException {
        file.csv(member.workspace(), filter(member, new AuditChoice(kind, user, day)), response);
    }

    @GetMapping("/settings/audit.json")
    void json(
            Member member,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String day,
            HttpServletResponse response)
            throws IOException {
        file.json(member.workspace(), filter(member, new AuditChoice(kind, user, day)), response);
    }

    private View page(Member member, long before, AuditChoice choice, AuditChain.@Nullable AuditCheck check) {
        Page<AuditLog.AuditEntry> page = Page.byId(
                audit.before(
                        member.workspace(), before <= 0 ? Long.MAX_VALUE : before, PAGE + 1, filter(member, choice)),
                PAGE,
                AuditLog.AuditEntry::id);
        return pages.page(
                "workspace/audit/log",
                new AuditModel(page.items(), page.more(), choice, memberships.all(member.workspace()), check).map());
    }

    private AuditFilter filter(Member member, AuditChoice choice) {
        ZoneId zone = workspaces.get(member.workspace()).timeZone();
        try {
            LocalDate day = choice.day().isEmpty() ? null : LocalDate.parse(choice.day());
            return new AuditFilter(
                    choice.kind().isEmpty()
                            ? null
                            : AuditKind.valueOf(choice.kind().toUpperCase(Locale.ROOT)),
                    choice.user().isEmpty() ? null : Integer.valueOf(choice.user()),
                    day == null ? null : day.atStartOfDay(zone).toInstant(),
                    day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant());
        } catch (DateTimeException unreadable) {
            throw new BadInput("day", "Enter a day, like 2026-01-28.");
        } catch (IllegalArgumentException unknown) {
            throw new BadInput("kind", "Choose a kind and a user from the lists.");
        }
    }
}
