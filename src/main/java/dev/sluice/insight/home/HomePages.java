package dev.sluice.insight.home;

import dev.sluice.insight.home.DecisionRows.RecentDecision;
import dev.sluice.insight.metrics.Cohorts;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.insight.report.FunnelReports.FunnelReportBreakdown;
import dev.sluice.insight.report.Period;
import dev.sluice.insight.review.ThresholdProposals;
import dev.sluice.platform.database.Tenancy;
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
    private final DecisionRows decisions;
    private final Funnels funnels;
    private final ThresholdProposals proposals;
    private final Tenancy tenancy;

    HomePages(
            Pages pages,
            HomeOverview overview,
            FunnelReports reports,
            DecisionRows decisions,
            Funnels funnels,
            ThresholdProposals proposals,
            Tenancy tenancy) {
        this.pages = pages;
        this.overview = overview;
        this.reports = reports;
        this.decisions = decisions;
        this.funnels = funnels;
        this.proposals = proposals;
        this.tenancy = tenancy;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/")
    View home(
            Member member,
            @RequestParam(required = false) @Nullable String funnel,
            @RequestParam(defaultValue = "") String period) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        if (active.isEmpty()) {
            return pages.page("insight/metrics/no-funnel", Map.of());
        }
        Map<String, Object> parameters = live(member, reports.run(member.workspace(), funnel), Period.of(period));
        parameters.put(
                "proposals", member.role().covers(Role.MANAGER) ? proposals.open(member.workspace()) : List.of());
        parameters.put(
                "funnels", active.stream().map(run -> run.definition().name()).toList());
        return pages.page("insight/home/home", parameters);
    }

    /** The part of the page that lives; nothing when it would look as it was seen before. */
    @RequiresRole(Role.MEMBER)
    @GetMapping("/home/now")
    Object now(
            Member member,
            @RequestParam String funnel,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String seen) {
        Map<String, Object> parameters = live(member, reports.run(member.workspace(), funnel), Period.of(period));
        return seen.equals(parameters.get("mark"))
                ? ResponseEntity.status(HttpStatus.NO_CONTENT).build()
                : pages.page("insight/home/now", parameters);
    }

    /** The trend and the origins, loaded after the page. */
    @RequiresRole(Role.MEMBER)
    @GetMapping("/home/trend")
    View trend(Member member, @RequestParam String funnel, @RequestParam(defaultValue = "") String period) {
        int workspace = member.workspace();
        DefinitionRun run = reports.run(workspace, funnel);
        Period chosen = Period.of(period);
        List<HomeOverview.Bar> bars = overview.trend(workspace, run, chosen);
        var zone = reports.zone(workspace);
        FunnelReports.FunnelReport origins =
                reports.report(workspace, run, chosen.span(overview.today(zone), zone), FunnelReportBreakdown.SOURCE);
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

    private Map<String, Object> live(Member member, DefinitionRun run, Period period) {
        int workspace = member.workspace();
        HomeFunnel figures = overview.figures(workspace, run, period);
        List<RecentDecision> newest =
                tenancy.read(workspace, () -> decisions.newest(workspace, run.funnel(), DECISIONS));
        boolean nobody =
                figures.empty() && overview.figures(workspace, run, Period.ALL).empty();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("figures", figures);
        parameters.put("decisions", newest);
        parameters.put("nobody", nobody);
        parameters.put("forms", nobody ? tenancy.read(workspace, () -> decisions.forms(workspace, FORMS)) : List.of());
        parameters.put(
                "mark",
                Integer.toHexString(figures.steps().hashCode() * 31
                        + newest.stream().map(RecentDecision::id).toList().hashCode()));
        return parameters;
    }
}
