package dev.sluice.insight.metrics;

import dev.sluice.insight.metrics.CohortSql.CohortBreakdown;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The five metrics in one view, and the groups behind them. */
@Controller
@RequiresRole(Role.MEMBER)
class MetricPages {
    /** What the filters offer. */
    record MetricChoices(
            List<String> funnels,
            List<Funnels.Version> versions,
            List<String> sources,
            List<String> campaigns,
            List<String> forms,
            Map<String, String> owners) {}

    private final Pages pages;
    private final ReportFilterReader lenses;
    private final Metrics metrics;
    private final Benchmarks benchmarks;
    private final Funnels funnels;
    private final ReportLabels names;

    MetricPages(
            Pages pages,
            ReportFilterReader lenses,
            Metrics metrics,
            Benchmarks benchmarks,
            Funnels funnels,
            ReportLabels names) {
        this.pages = pages;
        this.lenses = lenses;
        this.metrics = metrics;
        this.benchmarks = benchmarks;
        this.funnels = funnels;
        this.names = names;
    }

    @Bean
    static NavEntry insightEntry() {
        return new NavEntry(50, "insight", "Insight", "/insight", "insight");
    }

    @GetMapping("/insight")
    View five(Member member, @RequestParam Map<String, String> said) {
        int workspace = member.workspace();
        List<DefinitionRun> active = funnels.active(workspace);
        if (active.isEmpty()) {
            return pages.page("insight/metrics/no-funnel", Map.of());
        }
        ReportFilter lens = lenses.read(workspace, said);
        Metrics.Five five = metrics.five(workspace, lens);
        CohortBreakdown by = GroupTable.by(said.getOrDefault("by", ""), lens);
        List<Metrics.GroupMetrics> months = metrics.by(workspace, lens, CohortBreakdown.MONTH);
        List<Metrics.GroupMetrics> rows = by == CohortBreakdown.MONTH ? months : metrics.by(workspace, lens, by);
        Map<Benchmark.BenchmarkedMetric, Benchmark> held = benchmarks.all(workspace);
        Map<String, Object> shown = new HashMap<>();
        shown.put("lens", lens);
        shown.put("five", five);
        shown.put("cards", MetricCard.of(five, held));
        shown.put("cohorts", Cohorts.of(five, months));
        shown.put("benchmarks", held);
        shown.put("mayWrite", member.role().covers(Role.MANAGER));
        shown.put("choices", choices(workspace, lens, active));
        shown.put("by", by);
        shown.put("groups", GroupTable.of(rows, by, lens, names.users(workspace)));
        return pages.page("insight/metrics/metrics", shown);
    }

    private MetricChoices choices(int workspace, ReportFilter lens, List<DefinitionRun> active) {
        ReportFilter plain = lens.plain();
        Map<String, String> users = names.users(workspace);
        Map<String, String> owners = new LinkedHashMap<>();
        metrics.choices(workspace, plain, CohortBreakdown.OWNER)
                .forEach(id -> owners.put(id, users.getOrDefault(id, "User " + id)));
        return new MetricChoices(
                active.stream().map(run -> run.definition().name()).toList(),
                funnels.versions(workspace, lens.run().funnel()).stream()
                        .filter(version -> version.activatedAt() != null)
                        .toList(),
                metrics.choices(workspace, plain, CohortBreakdown.SOURCE),
                metrics.choices(workspace, plain, CohortBreakdown.CAMPAIGN),
                metrics.choices(workspace, plain, CohortBreakdown.FORM),
                owners);
    }

    /** One of the tables of the page: the groups, the stages, the cohorts or the curves. */
    @GetMapping("/insight/metrics.csv")
    void csv(
            Member member,
            @RequestParam Map<String, String> said,
            @RequestParam(defaultValue = "groups") String table,
            HttpServletResponse response)
            throws IOException {
        int workspace = member.workspace();
        ReportFilter lens = lenses.read(workspace, said);
        switch (table) {
            case "groups" -> {
                CohortBreakdown by = GroupTable.by(said.getOrDefault("by", ""), lens);
                CsvOutput.send(
                        response,
                        "metrics",
                        GroupTable.cells(metrics.by(workspace, lens, by), by, lens, names.users(workspace)));
            }
            case "stages" -> CsvOutput.send(response, "stages", StageTable.cells(metrics.five(workspace, lens)));
            case "cohorts" ->
                CsvOutput.send(response, "cohorts", cohorts(workspace, lens).cells());
            case "curves" ->
                CsvOutput.send(response, "curves", cohorts(workspace, lens).curves());
            default -> throw new BadInput("table", "Say groups, stages, cohorts or curves.");
        }
    }

    private Cohorts cohorts(int workspace, ReportFilter lens) {
        return Cohorts.of(metrics.five(workspace, lens), metrics.by(workspace, lens, CohortBreakdown.MONTH));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/insight/benchmarks")
    View benchmark(
            Member member,
            @RequestParam(defaultValue = "") String metric,
            @RequestParam(defaultValue = "") String low,
            @RequestParam(defaultValue = "") String high,
            @RequestParam(defaultValue = "") String source) {
        benchmarks.set(member, metric, low, high, source);
        return Redirect.to("/insight#benchmarks");
    }
}
