package dev.sluice.form.held;

import dev.sluice.form.Form;
import dev.sluice.form.Forms;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of a form's held submissions, where users accept or delete them. */
@Controller
@RequiresRole(Role.MEMBER)
class HeldSubmissionPages {
    private static final int PAGE = 50;

    private final HeldSubmissions held;
    private final Forms forms;
    private final Pages pages;
    private final AuditLog audit;
    private final Tenancy tenancy;

    HeldSubmissionPages(HeldSubmissions held, Forms forms, Pages pages, AuditLog audit, Tenancy tenancy) {
        this.held = held;
        this.forms = forms;
        this.pages = pages;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @GetMapping("/forms/{slug}/held")
    View list(Member member, @PathVariable String slug, @RequestParam(defaultValue = "") String after) {
        Form form = forms.get(member.workspace(), slug);
        Page<HeldSubmission> page = held.page(member.workspace(), slug, after, PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("submissions", page.items());
        model.put("next", page.next());
        return pages.page("form/held/list", model);
    }

    @PostMapping("/forms/{slug}/held/{id}/acceptance")
    View accept(Member member, @PathVariable String slug, @PathVariable UUID id) {
        tenancy.in(member.workspace(), () -> {
            HeldSubmission accepted = held.accept(member.workspace(), slug, id);
            audit.note(
                    member,
                    "submission accepted",
                    slug,
                    Map.of("reason", accepted.reason().code()));
        });
        return Redirect.to("/forms/" + slug + "/held");
    }

    @PostMapping("/forms/{slug}/held/{id}/deletion")
    View delete(Member member, @PathVariable String slug, @PathVariable UUID id) {
        tenancy.in(member.workspace(), () -> {
            HeldSubmission deleted = held.delete(member.workspace(), slug, id);
            audit.note(
                    member,
                    "submission deleted",
                    slug,
                    Map.of("reason", deleted.reason().code()));
        });
        return Redirect.to("/forms/" + slug + "/held");
    }
}
