package dev.sluice.handoff.report;

import dev.sluice.handoff.report.LeadAcceptance.AcceptanceBreakdown;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceFilter;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceRow;
import dev.sluice.handoff.report.LeadAcceptance.LeadDecision;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
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
    private static final int PAGE = 500;

    private final Pages pages;
    private final LeadAcceptance acceptance;
    private final HandoffPeriods periods;

    LeadAcceptancePages(Pages pages, LeadAcceptance acceptance, HandoffPeriods periods) {
        this.pages = pages;
        this.acceptance = acceptance;
        this.periods = periods;
    }

    @GetMapping("/hand-off/answers")
    View report(Member member, @RequestParam(defaultValue = "90") int days) {
        HandoffPeriod period = periods.last(member.workspace(), days);
        Map<String, Object> model = new HashMap<>();
        model.put("days", period.days());
        for (AcceptanceBreakdown by : AcceptanceBreakdown.values()) {
            model.put(by.column, acceptance.rows(member.workspace(), period, by));
        }
        return pages.page("handoff/report/answers", model);
    }

    /** The report by source, form or reason of rejection. */
    @GetMapping("/hand-off/answers.csv")
    void csv(
            Member member,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "source") String by,
            HttpServletResponse response)
            throws IOException {
        AcceptanceBreakdown breakdown = Breakdowns.read(AcceptanceBreakdown.values(), by);
        List<AcceptanceRow> rows =
                acceptance.rows(member.workspace(), periods.last(member.workspace(), days), breakdown);
        CsvOutput.send(response, "answers-" + by, HandoffTables.ACCEPTANCE.csv(rows));
    }

    @GetMapping("/hand-off/answers/people")
    View drillDown(
            Member member,
            @RequestParam(defaultValue = "90") int days,
            AcceptanceFilter filter,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        HandoffPeriod period = periods.last(member.workspace(), days);
        Page<LeadDecision> decisions = acceptance.drillDown(member.workspace(), period, filter, after, PAGE);
        return pages.page(
                "handoff/report/answered",
                Map.of(
                        "days", period.days(),
                        "answers", decisions.items(),
                        "shown", HandoffText.shown(decisions, after, "The newest", "answer"),
                        "next", HandoffText.nextPage(request, decisions),
                        "when", period.times()));
    }
}
