package dev.sluice.signal.sources;

import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.ApiKeys;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Where signals come from, and whether each place still speaks. */
@Controller
class SourcePages {
    private static final int NEEDED = 2;

    private final SourceRows rows;
    private final Tenancy tenancy;
    private final Pages pages;
    private final ApiKeys keys;
    private final PublicUrl address;
    private final InstantSource clock;

    SourcePages(SourceRows rows, Tenancy tenancy, Pages pages, ApiKeys keys, PublicUrl address, InstantSource clock) {
        this.address = address;
        this.rows = rows;
        this.tenancy = tenancy;
        this.pages = pages;
        this.keys = keys;
        this.clock = clock;
    }

    @Bean
    static NavEntry sourcesEntry() {
        return new NavEntry(75, "sources", "Sources", "/sources", "sources");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/sources")
    View sources(Member member) {
        Instant now = clock.instant();
        List<SourceSummary> lines = tenancy.read(member.workspace(), () -> rows.lines(member.workspace(), now));
        long capturing = lines.stream().filter(SourceSummary::captures).count();
        String key = keys.writeKey(member.workspace());
        return pages.page(
                "signal/sources/sources",
                Map.of(
                        "lines",
                        lines,
                        "now",
                        now,
                        "writeKey",
                        key == null ? "" : key,
                        "tooFew",
                        capturing < NEEDED,
                        "host",
                        address.here("")));
    }
}
