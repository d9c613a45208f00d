package dev.sluice.insight.leaks;

import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
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

/** The worst leak first, in money. */
@Controller
@RequiresRole(Role.MEMBER)
class LeakPages {
    private final Pages pages;
    private final ReportFilterReader filters;
    private final Leaks leaks;

    LeakPages(Pages pages, ReportFilterReader filters, Leaks leaks) {
        this.pages = pages;
        this.filters = filters;
        this.leaks = leaks;
    }

    @GetMapping("/insight/leaks")
    View leaks(Member member, @RequestParam Map<String, String> parameters) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        return pages.page("insight/leaks/leaks", Map.of("report", leaks.report(member.workspace(), filter)));
    }

    @GetMapping("/insight/leaks.csv")
    void csv(Member member, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        CsvOutput.send(
                response, "leaks", leaks.report(member.workspace(), filter).cells());
    }
}
