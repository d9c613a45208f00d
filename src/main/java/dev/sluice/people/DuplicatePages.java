package dev.sluice.people;

import dev.sluice.person.Duplicates;
import dev.sluice.person.Duplicates.LikelyDuplicate;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of records that are probably one person. */
@Controller
@RequiresRole(Role.MEMBER)
class DuplicatePages {
    private static final int PAGE = 50;

    private final Pages pages;
    private final Duplicates duplicates;

    DuplicatePages(Pages pages, Duplicates duplicates) {
        this.pages = pages;
        this.duplicates = duplicates;
    }

    @GetMapping("/people/duplicates")
    View list(Member member, @RequestParam(defaultValue = "") String after) {
        Page<LikelyDuplicate> page = duplicates.page(member.workspace(), after, PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("pairs", page.items());
        model.put("next", page.next());
        return pages.page("people/duplicates", model);
    }
}
