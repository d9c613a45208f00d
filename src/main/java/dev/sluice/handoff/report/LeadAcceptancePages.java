package dev.sluice.handoff.report;

import dev.sluice.handoff.report.LeadAcceptance.AcceptanceBreakdown;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceFilter;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceRow;
import dev.sluice.handoff.report.LeadAcceptance.LeadDecision;
import dev.sluice.platform.Period;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Periods;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What sales decides about its leads, each figure with its decisions. */
@Controller
@RequiresRole(Role.MEMBER)
class LeadAcceptancePages {
    private static final int PAGE = 100;

    private final Pages pages;
    private final LeadAcceptance acceptance;
    private final Periods periods;

    LeadAcceptancePages(Pages pages, LeadAcceptance acceptance, Periods periods) {
        this.pages = pages;
        this.acceptance = acceptance;
        this.periods = periods;
    }

    @GetMapping("/hand-off/answers")
    View report(Member member, @RequestParam Map<String, String> address) {
        Period period = periods.read(member.workspace(), address);
        Map<String, Object> model = new HashMap<>();
        model.put("period", period);
        for (AcceptanceBreakdown by : AcceptanceBreakdown.values()) {
            model.put(by.column, acceptance.rows(member.workspace(), period, by));
        }
        return pages.page("handoff/report/answers", model);
    }

    /** The report by source, form or reason of rejection. */
    @GetMapping("/hand-off/answers.csv")
    void csv(
            Member member,
            @RequestParam Map<String, String> address,
            @RequestParam(defaultValue = "source") String by,
            HttpServletResponse response)
            throws IOException {
        AcceptanceBreakdown breakdown = Breakdowns.read(AcceptanceBreakdown.values(), by);
        List<AcceptanceRow> rows =
                acceptance.rows(member.workspace(), periods.read(member.workspace(), address), breakdown);
        CsvOutput.send(response, "answers-" + by, HandoffTables.ACCEPTANCE.csv(rows));
    }

    @GetMapping("/hand-off/answers/people")
    View drillDown(
            Member member,
            @RequestParam Map<String, String> address,
            AcceptanceFilter filter,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        Period period = periods.read(member.workspace(), address);
        Page<LeadDecision> decisions = acceptance.drillDown(member.workspace(), period, filter, after, PAGE);
        return pages.page(
                "handoff/report/answered",
                Map.of(
                        "period", period,
                        "answers", decisions.items(),
                        "shown", HandoffText.shown(decisions, after, "The newest", "answer"),
                        "next", HandoffText.nextPage(request, decisions),
                        "when", period.times()));
    }
}
