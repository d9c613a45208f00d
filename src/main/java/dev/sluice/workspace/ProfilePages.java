package dev.sluice.workspace;

import dev.sluice.platform.Pages;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** What a user sees and changes of themselves. */
@Controller
class ProfilePages {
    private final Pages pages;

    ProfilePages(Pages pages) {
        this.pages = pages;
    }

    @Allowed(Role.MEMBER)
    @GetMapping("/settings/profile")
    View profile(Member member) {
        return pages.page("workspace/profile", Map.of("member", member));
    }
}
