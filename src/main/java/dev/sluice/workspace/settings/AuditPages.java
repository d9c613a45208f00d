package dev.sluice.workspace.settings;

import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the log of who changed what. */
@Controller
class AuditPages {
    private static final int PAGE = 50;

    private final Pages pages;
    private final AuditLog audit;

    AuditPages(Pages pages, AuditLog audit) {
        this.pages = pages;
        this.audit = audit;
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/audit")
    View audit(Member member, @RequestParam(defaultValue = "0") long before) {
        Page<AuditLog.AuditEntry> page = Page.byId(
                audit.before(member.workspace(), before <= 0 ? Long.MAX_VALUE : before, PAGE + 1),
                PAGE,
                AuditLog.AuditEntry::id);
        return pages.page("workspace/settings/audit", Map.of("entries", page.items(), "more", page.more()));
    }
}
