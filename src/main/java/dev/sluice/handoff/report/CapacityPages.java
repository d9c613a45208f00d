package dev.sluice.handoff.report;

import dev.sluice.handoff.CapacitySimulation;
import dev.sluice.handoff.CapacitySimulation.Reckoning;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.report.HandoffTables.ThresholdLine;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** How many leads each threshold of the hand-off would have brought, and how soon the team would have answered. */
@Controller
@RequiresRole(Role.MEMBER)
class CapacityPages {
    private final Pages pages;
    private final CapacitySimulation capacity;
    private final Funnels funnels;

    CapacityPages(Pages pages, CapacitySimulation capacity, Funnels funnels) {
        this.pages = pages;
        this.capacity = capacity;
        this.funnels = funnels;
    }

    @GetMapping("/hand-off/capacity")
    View capacity() {
        return pages.page("handoff/report/capacity", Map.of());
    }

    /** The part that takes a while, for it reads the whole log. */
    @GetMapping("/hand-off/capacity/figures")
    View figures(Member member) {
        return pages.page("handoff/report/reckoning", Map.of("reckonings", reckonings(member.workspace())));
    }

    @GetMapping("/hand-off/capacity.csv")
    void csv(Member member, HttpServletResponse response) throws IOException {
        List<ThresholdLine> lines = reckonings(member.workspace()).stream()
                .flatMap(reckoning -> ThresholdLine.of(reckoning).stream())
                .toList();
        CsvOutput.send(response, "capacity", HandoffTables.CAPACITY.csv(lines));
    }

    private List<Reckoning> reckonings(int workspace) {
        return funnels.active(workspace).stream()
                .map(run -> capacity.of(workspace, HandoffPolicy.of(run)))
                .toList();
    }
}
