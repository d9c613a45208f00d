package dev.sluice.people;

import dev.sluice.person.Duplicates;
import dev.sluice.person.Duplicates.LikelyDuplicate;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of records that are probably one person. */
@Controller
@RequiresRole(Role.MEMBER)
class DuplicatePages {
    private static final int PAGE = 50;

    private final Pages pages;
    private final Duplicates duplicates;
    private final AuditLog audit;

    DuplicatePages(Pages pages, Duplicates duplicates, AuditLog audit) {
        this.audit = audit;
        this.pages = pages;
        this.duplicates = duplicates;
    }

    @GetMapping("/people/duplicates")
    View list(Member member, @RequestParam(defaultValue = "") String after) {
        Page<LikelyDuplicate> page = duplicates.page(member.workspace(), after, PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("pairs", page.items());
        model.put("next", page.next());
        model.put("different", duplicates.lastDifferent(member.workspace(), PAGE));
        return pages.page("people/duplicates", model);
    }

    @PostMapping("/people/{id}/distinctions")
    View different(Member member, @PathVariable long id, @RequestParam long other) {
        duplicates.different(member.workspace(), id, other);
        audit.note(member, "people kept apart", Long.toString(id), Map.of("other", other));
        return Redirect.to("/people/duplicates");
    }

    @PostMapping("/people/{id}/distinctions/{other}/undoing")
    View undo(Member member, @PathVariable long id, @PathVariable long other) {
        duplicates.perhapsOne(member.workspace(), id, other);
        audit.note(member, "people no longer kept apart", Long.toString(id), Map.of("other", other));
        return Redirect.to("/people/duplicates");
    }
}
