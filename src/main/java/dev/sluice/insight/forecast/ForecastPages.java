package dev.sluice.insight.forecast;

import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The forecast, forecast accuracy, velocity and win rates. */
@Controller
@RequiresRole(Role.MEMBER)
class ForecastPages {
    private final Pages pages;
    private final ForecastService forecasts;
    private final ForecastTargets targets;
    private final Funnels funnels;
    private final Workspaces workspaces;

    ForecastPages(
            Pages pages, ForecastService forecasts, ForecastTargets targets, Funnels funnels, Workspaces workspaces) {
        this.pages = pages;
        this.forecasts = forecasts;
        this.targets = targets;
        this.funnels = funnels;
        this.workspaces = workspaces;
    }

    @GetMapping("/insight/forecast")
    View forecast(
            Member member,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String currency) {
        if (funnels.active(member.workspace()).isEmpty()) {
            return Redirect.to("/insight");
        }
        Workspace workspace = workspaces.get(member.workspace());
        ForecastReport report = forecasts.report(member.workspace(), funnel, asOf, currency);
        return pages.page(
                "insight/forecast/forecast",
                Map.of(
                        "report",
                        report,
                        "months",
                        ForecastCharts.months(report, report.currency()),
                        "weeks",
                        ForecastCharts.weeks(report, report.currency()),
                        "asOf",
                        asOf,
                        "zone",
                        workspace.timeZone(),
                        "mayWrite",
                        member.role().covers(Role.MANAGER)));
    }

    /** One of the tables of the page: deals, months, weeks, slips, reasons, or win rates by source, owner or size. */
    @GetMapping("/insight/forecast.csv")
    void csv(
            Member member,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam(defaultValue = "deals") String table,
            HttpServletResponse response)
            throws IOException {
        ForecastReport report = forecasts.report(member.workspace(), funnel, asOf, currency);
        CsvOutput.send(response, "forecast-" + table, ForecastTables.csv(table, report));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/insight/targets")
    View target(
            Member member,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String currency) {
        targets.set(member, month, amount, currency);
        return Redirect.to("/insight/forecast");
    }
}
