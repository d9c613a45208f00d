package dev.sluice.insight.metrics;

import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The note that signals wait to be counted, which a page asks for again and again while it shows it. */
@Controller
@RequiresRole(Role.MEMBER)
class CountingPages {
    /** By this status htmx asks no more. */
    private static final int STOP_POLLING = 286;

    private final CountingNote counting;
    private final Pages pages;

    CountingPages(CountingNote counting, Pages pages) {
        this.counting = counting;
        this.pages = pages;
    }

    @GetMapping("/insight/counting")
    View counting(Member member) {
        String note = counting.note(member.workspace());
        return pages.page(
                note == null ? STOP_POLLING : 200, "platform/web/note", Map.of("note", note == null ? "" : note));
    }
}
