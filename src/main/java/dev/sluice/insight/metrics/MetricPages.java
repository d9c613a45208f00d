package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
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
    private final Pages pages;
    private final ReportFilterReader filters;
    private final Metrics metrics;
    private final Benchmarks benchmarks;
    private final Funnels funnels;
    private final ReportLabels names;

    MetricPages(
            Pages pages,
            ReportFilterReader filters,
            Metrics metrics,
            Benchmarks benchmarks,
            Funnels funnels,
            ReportLabels names) {
        this.pages = pages;
        this.filters = filters;
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
    View five(Member member, @RequestParam Map<String, String> parameters) {
        int workspace = member.workspace();
        List<DefinitionRun> active = funnels.active(workspace);
        if (active.isEmpty()) {
            return pages.page("insight/metrics/no-funnel", Map.of());
        }
        ReportFilter filter = filters.read(workspace, parameters);
        Metrics.Five five = metrics.five(workspace, filter);
        CohortBreakdown by = GroupTable.by(parameters.getOrDefault("by", ""), filter);
        List<Metrics.GroupMetrics> months = metrics.by(workspace, filter, CohortBreakdown.MONTH);
        List<Metrics.GroupMetrics> rows = by == CohortBreakdown.MONTH ? months : metrics.by(workspace, filter, by);
        Map<Benchmark.BenchmarkedMetric, Benchmark> held = benchmarks.all(workspace);
        Map<String, Object> model = new HashMap<>();
        model.put("filter", filter);
        model.put("five", five);
        model.put("cards", MetricCard.of(five, held));
        model.put("cohorts", Cohorts.of(five, months));
        model.put("benchmarks", held);
        model.put("mayWrite", member.role().covers(Role.MANAGER));
        model.put("choices", choices(workspace, filter, active));
        model.put("by", by);
        model.put("groups", GroupTable.of(rows, by, filter, names.users(workspace)));
        return pages.page("insight/metrics/metrics", model);
    }

    private MetricChoices choices(int workspace, ReportFilter filter, List<DefinitionRun> active) {
        ReportFilter plain = filter.plain();
        Map<String, String> users = names.users(workspace);
        Map<String, String> owners = new LinkedHashMap<>();
        metrics.choices(workspace, plain, CohortBreakdown.OWNER)
                .forEach(id -> owners.put(id, users.getOrDefault(id, "User " + id)));
        return new MetricChoices(
                active.stream().map(run -> run.definition().name()).toList(),
                funnels.versions(workspace, filter.run().funnel()).stream()
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
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "groups") String table,
            HttpServletResponse response)
            throws IOException {
        int workspace = member.workspace();
        ReportFilter filter = filters.read(workspace, parameters);
        switch (table) {
            case "groups" -> {
                CohortBreakdown by = GroupTable.by(parameters.getOrDefault("by", ""), filter);
                CsvOutput.send(
                        response,
                        "metrics",
                        GroupTable.of(metrics.by(workspace, filter, by), by, filter, names.users(workspace))
                                .csv());
            }
            case "stages" -> CsvOutput.send(response, "stages", StageTable.cells(metrics.five(workspace, filter)));
            case "cohorts" ->
                CsvOutput.send(response, "cohorts", cohorts(workspace, filter).cells());
            case "curves" ->
                CsvOutput.send(response, "curves", cohorts(workspace, filter).curves());
            default -> throw new BadInput("table", "Say groups, stages, cohorts or curves.");
        }
    }

    private Cohorts cohorts(int workspace, ReportFilter filter) {
        return Cohorts.of(metrics.five(workspace, filter), metrics.by(workspace, filter, CohortBreakdown.MONTH));
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
