package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.DrillDowns;
import dev.sluice.insight.cohort.DrillDowns.CountedPage;
import dev.sluice.insight.cohort.DrillDowns.DrillDownDeal;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The deals that were decided in a period, or opened in it and still are open. */
@Controller
@RequiresRole(Role.MEMBER)
class DealDrillDownPages {
    private static final int PAGE_LIMIT = 100;
    private static final int FILE_LIMIT = 250_000;
    private static final Table<DrillDownDeal> TABLE = Table.<DrillDownDeal>of("deals")
            .column("deal", "Deal", CellUnit.ID, DrillDownDeal::deal)
            .column("title", "Title", CellUnit.TEXT, DrillDownDeal::title)
            .column("person", "Person", CellUnit.ID, DrillDownDeal::person)
            .column("name", "Name", CellUnit.TEXT, DrillDownDeal::name)
            .column("owner", "Owner", CellUnit.TEXT, DrillDownDeal::owner)
            .column("amount", "Amount", CellUnit.MONEY, DrillDownDeal::amount)
            .column("currency", "Currency", CellUnit.TEXT, DrillDownDeal::currency)
            .column("state", "State", CellUnit.TEXT, DrillDownDeal::state)
            .column("opened", "Opened", CellUnit.INSTANT, DrillDownDeal::opened)
            .column("closed", "Closed", CellUnit.INSTANT, DrillDownDeal::closed);

    private final Pages pages;
    private final ReportFilterReader filters;
    private final DrillDowns drillDowns;

    DealDrillDownPages(Pages pages, ReportFilterReader filters, DrillDowns drillDowns) {
        this.pages = pages;
        this.filters = filters;
        this.drillDowns = drillDowns;
    }

    @GetMapping("/insight/deals")
    View deals(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "closed") String state,
            @RequestParam(defaultValue = "") String after) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        CountedPage<DrillDownDeal> deals = drillDowns.deals(member.workspace(), filter, state, after, PAGE_LIMIT);
        String next = deals.page().next();
        return pages.page(
                "insight/metrics/deals",
                Map.of(
                        "filter",
                        filter,
                        "state",
                        state,
                        "states",
                        DrillDowns.STATES,
                        "deals",
                        deals,
                        "next",
                        next == null ? "" : "/insight/deals" + filter.with("state", state) + "&after=" + next,
                        "when",
                        new TimeFormat(filter.seen(), filter.zone())));
    }

    @GetMapping("/insight/deals.csv")
    void dealsFile(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "closed") String state,
            HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        CsvOutput.send(
                response,
                "deals",
                TABLE.csv(drillDowns
                        .deals(member.workspace(), filter, state, "", FILE_LIMIT)
                        .page()
                        .items()));
    }
}
