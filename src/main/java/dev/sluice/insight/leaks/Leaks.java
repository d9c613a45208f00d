package dev.sluice.insight.leaks;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.insight.leaks.Leak.Reference;
import dev.sluice.insight.leaks.LeakFinder.ComparedCohorts;
import dev.sluice.insight.metrics.Benchmarks;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Where a funnel leaks, and what each leak costs. */
@Component
public class Leaks {
    private final Metrics metrics;
    private final Benchmarks benchmarks;
    private final DealOutcomeRows deals;
    private final ThresholdTrials trials;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    Leaks(
            Metrics metrics,
            Benchmarks benchmarks,
            DealOutcomeRows deals,
            ThresholdTrials trials,
            Workspaces workspaces,
            Tenancy tenancy) {
        this.trials = trials;
        this.metrics = metrics;
        this.benchmarks = benchmarks;
        this.deals = deals;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    public LeakReport report(int workspace, ReportFilter filter) {
        ReportFilter ever = filter.plain().within(null, filter.seen());
        List<Metrics.GroupMetrics> months = metrics.by(workspace, ever, CohortBreakdown.MONTH);
        CohortMetrics all = Metrics.sum(ever, months);
        ComparedCohorts leads = compared(workspace, filter, months);
        ComparedCohorts visitors = compared(
                workspace, filter.ofVisitors(), metrics.by(workspace, ever.ofVisitors(), CohortBreakdown.MONTH));
        int funnel = filter.run().funnel();
        LeakCause.CauseFacts facts = new LeakCause.CauseFacts(
                filter,
                leads.now(),
                visitors.now().captured(),
                all,
                benchmarks.all(workspace),
                lost(workspace, funnel),
                trials.of(workspace, filter));
        CohortMetrics mature = metrics.measure(workspace, ever.within(null, ripe(ever, all)));
        return new LeakFinder(facts, worth(workspace, funnel), mature, leads, visitors).report();
    }

    private ComparedCohorts compared(int workspace, ReportFilter filter, List<Metrics.GroupMetrics> months) {
        List<Metrics.GroupMetrics> sources = metrics.by(workspace, filter, CohortBreakdown.SOURCE);
        return new ComparedCohorts(
                Metrics.sum(filter, sources),
                months.stream().filter(Metrics.GroupMetrics::mature).toList(),
                sources);
    }

    /** What late responses cost: late leads compared with those answered within the target. */
    Leak late(int workspace, ReportFilter filter, long target, Proportion prompt, Proportion late) {
        ReportFilter ever = filter.plain().within(null, filter.seen());
        List<Stage> stages = filter.run().definition().stages();
        int before = CohortMetrics.beforeSales(stages);
        return new Leak(
                DisplayFormat.stage(stages.get(before).id()),
                DisplayFormat.stage(stages.get(before + 1).id()),
                late,
                Reference.of(TimeFormat.lasting((double) target), prompt),
                LeakFinder.won(
                        metrics.measure(workspace, ever.within(null, ripe(ever, metrics.measure(workspace, ever)))),
                        before + 1),
                worth(workspace, filter.run().funnel()));
    }

    /** People who began before then have had the time that nine of ten winners took. */
    private static Instant ripe(ReportFilter ever, CohortMetrics all) {
        Double usualHours = all.toWin().quantile(0.9);
        return usualHours == null ? ever.seen() : ever.seen().minusSeconds(Math.round(usualHours * 3600));
    }

    private LeakCost worth(int workspace, int funnel) {
        return tenancy.read(
                workspace,
                () -> deals.worth(workspace, funnel, workspaces.get(workspace).currency()));
    }

    private List<Map.Entry<String, Long>> lost(int workspace, int funnel) {
        return tenancy.read(workspace, () -> deals.reasons(workspace, funnel));
    }
}
