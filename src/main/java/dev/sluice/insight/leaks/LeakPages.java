package dev.sluice.insight.leaks;

import dev.sluice.insight.metrics.ReportFilter;
import dev.sluice.insight.metrics.ReportFilterReader;
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
    private final ReportFilterReader lenses;
    private final Leaks leaks;

    LeakPages(Pages pages, ReportFilterReader lenses, Leaks leaks) {
        this.pages = pages;
        this.lenses = lenses;
        this.leaks = leaks;
    }

    @GetMapping("/insight/leaks")
    View leaks(Member member, @RequestParam Map<String, String> said) {
        ReportFilter lens = lenses.read(member.workspace(), said);
        return pages.page("insight/leaks/leaks", Map.of("report", leaks.report(member.workspace(), lens)));
    }

    @GetMapping("/insight/leaks.csv")
    void csv(Member member, @RequestParam Map<String, String> said, HttpServletResponse response) throws IOException {
        ReportFilter lens = lenses.read(member.workspace(), said);
        CsvOutput.send(response, "leaks", leaks.report(member.workspace(), lens).cells());
    }
}
