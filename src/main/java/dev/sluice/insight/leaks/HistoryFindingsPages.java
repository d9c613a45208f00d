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

/** The pages of what history teaches: the response curve and the threshold audit. */
@Controller
@RequiresRole(Role.MEMBER)
class HistoryFindingsPages {
    private final Pages pages;
    private final ReportFilterReader lenses;
    private final HistoryFindings learnt;

    HistoryFindingsPages(Pages pages, ReportFilterReader lenses, HistoryFindings learnt) {
        this.pages = pages;
        this.lenses = lenses;
        this.learnt = learnt;
    }

    @GetMapping("/insight/response")
    View response(Member member, @RequestParam Map<String, String> said) {
        ReportFilter lens = lenses.read(member.workspace(), said);
        return pages.page(
                "insight/leaks/response", Map.of("lens", lens, "answers", learnt.answers(member.workspace(), lens)));
    }

    @GetMapping("/insight/response.csv")
    void response(Member member, @RequestParam Map<String, String> said, HttpServletResponse response)
            throws IOException {
        ReportFilter lens = lenses.read(member.workspace(), said);
        CsvOutput.send(
                response,
                "response",
                learnt.answers(member.workspace(), lens).curve().cells());
    }

    @GetMapping("/insight/threshold")
    View threshold(Member member, @RequestParam Map<String, String> said) {
        ReportFilter lens = lenses.read(member.workspace(), said);
        return pages.page(
                "insight/leaks/threshold", Map.of("lens", lens, "scores", learnt.scores(member.workspace(), lens)));
    }

    @GetMapping("/insight/threshold.csv")
    void threshold(Member member, @RequestParam Map<String, String> said, HttpServletResponse response)
            throws IOException {
        ReportFilter lens = lenses.read(member.workspace(), said);
        CsvOutput.send(
                response,
                "threshold",
                learnt.scores(member.workspace(), lens).audit().cells());
    }
}
