package dev.sluice.deal.board;

import dev.sluice.deal.ClosedDealReport;
import dev.sluice.deal.ClosedDeals;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** What was won and lost by closing date, as a part of other pages. */
@Controller
@RequiresRole(Role.MEMBER)
class ClosedDealPages {
    private final Pages pages;
    private final ClosedDealReport report;

    ClosedDealPages(Pages pages, ClosedDealReport report) {
        this.pages = pages;
        this.report = report;
    }

    @GetMapping("/deals/closed")
    View closed(Member member) {
        List<ClosedDeals> months = report.months(member.workspace());
        return pages.page("deal/board/closed", Map.of("months", months, "quarters", ClosedDealReport.quarters(months)));
    }
}
