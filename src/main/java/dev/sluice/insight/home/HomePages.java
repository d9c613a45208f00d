package dev.sluice.insight.home;

import dev.sluice.insight.home.DecisionRows.RecentDecision;
import dev.sluice.insight.metrics.Cohorts;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.insight.report.FunnelReports.FunnelReportBreakdown;
import dev.sluice.insight.review.ThresholdProposals;
import dev.sluice.mail.MailSettings;
import dev.sluice.platform.Period;
import dev.sluice.platform.PeriodChoice;
import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Periods;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The first page: where everybody stands, from visitor to customer, while it happens. */
@Controller
class HomePages {
    private static final int DECISIONS = 8;
    private static final int ORIGINS = 8;
    private static final int FORMS = 3;

    private final Pages pages;
    private final HomeOverview overview;
    private final FunnelReports reports;
    private final Funnels funnels;
    private final ThresholdProposals proposals;
    private final Periods periods;
    private final MailSettings mail;

    HomePages(
            Pages pages,
            HomeOverview overview,
            FunnelReports reports,
            Funnels funnels,
            ThresholdProposals proposals,
            Periods periods,
            MailSettings mail) {
        this.pages = pages;
        this.overview = overview;
        this.reports = reports;
        this.funnels = funnels;
        this.proposals = proposals;
        this.periods = periods;
        this.mail = mail;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/")
    View home(
            Member member,
            @RequestParam(required = false) @Nullable String funnel,
            @RequestParam Map<String, String> address) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        if (active.isEmpty()) {
            return pages.page("insight/metrics/no-funnel", Map.of());
        }
        Map<String, Object> parameters = live(member, reports.run(member.workspace(), funnel), period(member, address));
        parameters.put(
                "proposals", member.role().covers(Role.MANAGER) ? proposals.open(member.workspace()) : List.of());
        parameters.put(
                "funnels", active.stream().map(run -> run.definition().name()).toList());
        parameters.put("noServer", mail.reachesNoOne(member.workspace()));
        return pages.page("insight/home/home", parameters);
    }

    /** The part of the page that lives; nothing when it would look as it was seen before. */
    @RequiresRole(Role.MEMBER)
    @GetMapping("/home/now")
    Object now(
            Member member,
            @RequestParam String funnel,
            @RequestParam Map<String, String> address,
            @RequestParam(defaultValue = "") String seen) {
        Map<String, Object> parameters = live(member, reports.run(member.workspace(), funnel), period(member, address));
        return seen.equals(parameters.get("mark"))
                ? ResponseEntity.status(HttpStatus.NO_CONTENT).build()
                : pages.page("insight/home/now", parameters);
    }

    /** The trend and the origins, loaded after the page. */
    @RequiresRole(Role.MEMBER)
    @GetMapping("/home/trend")
    View trend(Member member, @RequestParam String funnel, @RequestParam Map<String, String> address) {
        int workspace = member.workspace();
        DefinitionRun run = reports.run(workspace, funnel);
        Period chosen = period(member, address);
        List<HomeOverview.Bar> bars = overview.trend(workspace, run, chosen);
        FunnelReports.FunnelReport origins = reports.report(workspace, run, chosen, FunnelReportBreakdown.SOURCE);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("run", run);
        parameters.put("period", chosen);
        parameters.put("bars", bars);
        parameters.put("chart", chart(bars, chosen));
        parameters.put(
                "origins",
                origins.rows().stream()
                        .filter(row -> row.figures().people() > 0)
                        .limit(ORIGINS)
                        .toList());
        parameters.put("total", origins.total());
        return pages.page("insight/home/trend", parameters);
    }

    private static Chart chart(List<HomeOverview.Bar> bars, Period period) {
        return Chart.of(
                "New leads by " + period.step() + ", and how many of them have won",
                ChartUnit.COUNT,
                bars.stream()
                        .map(bar -> period.step().equals("month") ? Cohorts.month(bar.from()) : Cohorts.day(bar.from()))
                        .toList(),
                List.of(
                        series("New leads", Tone.ENGAGE, bars, HomeOverview.Bar::leads),
                        series("Of them won so far", Tone.RETAIN, bars, HomeOverview.Bar::won)));
    }

    private static Series series(
            String name, Tone tone, List<HomeOverview.Bar> bars, ToDoubleFunction<HomeOverview.Bar> of) {
        return new Series(
                name,
                Shape.BAR,
                tone,
                bars.stream().map(bar -> Value.of(of.applyAsDouble(bar))).toList());
    }

    private Period period(Member member, Map<String, String> address) {
        return periods.read(member.workspace(), address);
    }

    private Map<String, Object> live(Member member, DefinitionRun run, Period period) {
        int workspace = member.workspace();
        HomeFunnel figures = overview.figures(workspace, run, period);
        List<RecentDecision> newest = overview.newest(workspace, run, DECISIONS);
        boolean nobody = figures.empty()
                && overview.figures(workspace, run, Period.of(PeriodChoice.ALL, period.zone(), period.now()))
                        .empty();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("figures", figures);
        parameters.put("decisions", newest);
        parameters.put("nobody", nobody);
        parameters.put("forms", nobody ? overview.forms(workspace, FORMS) : List.of());
        parameters.put(
                "mark",
                Integer.toHexString(figures.steps().hashCode() * 31
                        + newest.stream().map(RecentDecision::id).toList().hashCode()));
        return parameters;
    }
}
