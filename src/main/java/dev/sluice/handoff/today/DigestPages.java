package dev.sluice.handoff.today;

import dev.sluice.handoff.Digest;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The morning's digest as a page to read or print. */
@Controller
@RequiresRole(Role.MEMBER)
class DigestPages {

    private final Pages pages;
    private final Digest digest;
    private final InstantSource clock;

    DigestPages(Pages pages, Digest digest, InstantSource clock) {
        this.pages = pages;
        this.digest = digest;
        this.clock = clock;
    }

    @GetMapping("/today/digest")
    View digest(Member member) {
        Digest.Morning morning = digest.of(member.workspace(), member.user());
        return pages.page(
                "handoff/today/digest",
                Map.of("morning", morning, "when", new TimeFormat(clock.instant(), morning.zone())));
    }
}
