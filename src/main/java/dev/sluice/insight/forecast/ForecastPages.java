package dev.sluice.insight.forecast;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The forecast, what earlier ones came to, velocity and win rates. */
@Controller
@RequiresRole(Role.MEMBER)
class ForecastPages {
    private final Pages pages;
    private final Forecast outlook;
    private final ForecastRows rows;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    ForecastPages(
            Pages pages,
            Forecast outlook,
            ForecastRows rows,
            Funnels funnels,
            Workspaces workspaces,
            Tenancy tenancy,
            AuditLog audit,
            InstantSource clock) {
        this.pages = pages;
        this.outlook = outlook;
        this.rows = rows;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/insight/forecast")
    View forecast(
            Member member,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf) {
        Workspace workspace = workspaces.get(member.workspace());
        if (funnels.active(member.workspace()).isEmpty()) {
            return Redirect.to("/insight");
        }
        Forecast.ForecastReport report = report(member.workspace(), funnel, asOf);
        return pages.page(
                "insight/forecast/forecast",
                Map.of(
                        "report",
                        report,
                        "months",
                        ForecastCharts.months(report, workspace.currency()),
                        "weeks",
                        ForecastCharts.weeks(report, workspace.currency()),
                        "currency",
                        workspace.currency(),
                        "asOf",
                        asOf,
                        "zone",
                        workspace.timeZone(),
                        "mayWrite",
                        member.role().covers(Role.MANAGER)));
    }

    /** As it stands now, or stood at the end of a day. */
    Forecast.ForecastReport report(int workspace, String funnel, String asOf) {
        DefinitionRun run = funnels.active(workspace).stream()
                .filter(one -> funnel.isEmpty() || one.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no active funnel of that name."));
        ZoneId zone = workspaces.get(workspace).timeZone();
        return outlook.report(workspace, run, zone, seen(asOf, zone));
    }

    private Instant seen(String asOf, ZoneId zone) {
        Instant now = clock.instant();
        if (asOf.isBlank()) {
            return now;
        }
        try {
            Instant end = LocalDate.parse(asOf).plusDays(1).atStartOfDay(zone).toInstant();
            return end.isAfter(now) ? now : end;
        } catch (DateTimeParseException notADay) {
            throw new BadInput("as_of", "Write a day like 2026-01-31.");
        }
    }

    /** One of the tables of the page: deals, months, weeks, slips, reasons, or win rates by source, owner or size. */
    @GetMapping("/insight/forecast.csv")
    void csv(
            Member member,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "deals") String table,
            HttpServletResponse response)
            throws IOException {
        CsvOutput.send(
                response, "forecast-" + table, ForecastTables.csv(table, report(member.workspace(), funnel, asOf)));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/insight/targets")
    View target(
            Member member,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String amount) {
        LocalDate first = month(month);
        double wanted = amount(amount);
        tenancy.in(member.workspace(), () -> {
            rows.target(member.workspace(), first, wanted, member.user(), clock.instant());
            audit.note(member, "target set", month, Map.of("amount", wanted));
        });
        return Redirect.to("/insight/forecast");
    }

    private static LocalDate month(String text) {
        try {
            return YearMonth.parse(text).atDay(1);
        } catch (DateTimeParseException notAMonth) {
            throw new BadInput("month", "Write a month like 2026-01.");
        }
    }

    private static double amount(String text) {
        try {
            double amount = text.isBlank() ? 0 : Double.parseDouble(text.strip().replace(",", ""));
            if (amount >= 0 && amount < 1e12) {
                return amount;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new BadInput("amount", "Write an amount as a number, or nothing for no target.");
    }
}
