package dev.sluice.deal.board;

import dev.sluice.deal.ClosedDealReport;
import dev.sluice.deal.ClosedDeals;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was won and lost by closing date, by API. */
@RestController
class ClosedDealApi {
    record ClosedDealResponse(List<ClosedDeals> months, List<ClosedDeals> quarters) {}

    private final ClosedDealReport report;

    ClosedDealApi(ClosedDealReport report) {
        this.report = report;
    }

    /** Deals won and lost in each month and quarter by the day they closed, and what the won ones brought by currency. */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/closed-deals")
    ClosedDealResponse closed(ApiCaller caller) {
        List<ClosedDeals> months = report.months(caller.workspace());
        return new ClosedDealResponse(months, ClosedDealReport.quarters(months));
    }
}
