package dev.sluice.standing.editor;

import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The funnel as everyone reads it: its stages, and the people in them. */
@Controller
class FunnelPages {
    private final Pages pages;
    private final Funnels funnels;
    private final FunnelEditor editor;
    private final StageOccupancyRows occupancy;
    private final InstantSource clock;

    FunnelPages(Pages pages, Funnels funnels, FunnelEditor editor, StageOccupancyRows occupancy, InstantSource clock) {
        this.pages = pages;
        this.funnels = funnels;
        this.editor = editor;
        this.occupancy = occupancy;
        this.clock = clock;
    }

    @Bean
    static NavEntry funnelEntry() {
        return new NavEntry(40, "funnel", "Funnel", "/funnel", "funnel");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnel")
    View first(Member member) {
        List<Funnels.Funnel> all = funnels.all(member.workspace());
        return all.stream()
                .filter(funnel -> funnel.run() != null)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(funnel -> stages(member, funnel.name()))
                .orElseGet(() -> Redirect.to("/funnels/new"));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnels/{name}")
    View stages(Member member, @PathVariable String name) {
        FunnelHead head = editor.head(member, name);
        Funnels.Version version = editor.current(member.workspace(), name);
        DefinitionRun run = editor.read(member.workspace(), version);
        return run == null
                ? Redirect.to("/funnels/" + name + "/definition")
                : pages.page(
                        "standing/editor/stages",
                        Map.of(
                                "head",
                                head,
                                "run",
                                run,
                                "version",
                                version,
                                "occupancy",
                                occupancy.of(member.workspace(), run),
                                "now",
                                clock.instant()));
    }
}
