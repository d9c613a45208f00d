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

/** The pages of what history teaches: the response curve and the threshold audit. */
@Controller
@RequiresRole(Role.MEMBER)
class HistoryFindingsPages {
    private final Pages pages;
    private final ReportFilterReader filters;
    private final HistoryFindings findings;

    HistoryFindingsPages(Pages pages, ReportFilterReader filters, HistoryFindings findings) {
        this.pages = pages;
        this.filters = filters;
        this.findings = findings;
    }

    @GetMapping("/insight/response")
    View response(Member member, @RequestParam Map<String, String> parameters) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        return pages.page(
                "insight/leaks/response",
                Map.of("filter", filter, "answers", findings.answers(member.workspace(), filter)));
    }

    @GetMapping("/insight/response.csv")
    void response(Member member, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        CsvOutput.send(
                response,
                "response",
                findings.answers(member.workspace(), filter).curve().cells());
    }

    @GetMapping("/insight/threshold")
    View threshold(Member member, @RequestParam Map<String, String> parameters) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        return pages.page(
                "insight/leaks/threshold",
                Map.of("filter", filter, "scores", findings.scores(member.workspace(), filter)));
    }

    @GetMapping("/insight/threshold.csv")
    void threshold(Member member, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        CsvOutput.send(
                response,
                "threshold",
                findings.scores(member.workspace(), filter).audit().cells());
    }
}
