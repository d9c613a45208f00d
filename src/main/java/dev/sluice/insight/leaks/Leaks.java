package dev.sluice.insight.leaks;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.insight.leaks.Leak.Reference;
import dev.sluice.insight.metrics.Benchmark;
import dev.sluice.insight.metrics.Benchmarks;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the funnel leaks, the most expensive place first. */
@Component
public class Leaks {
    /** A leak with its cause; every stage has one, also where nothing can be said. */
    public record RankedLeak(Leak leak, LeakCause cause) {}

    /** All of them, and what they rest on. */
    public record LeakReport(ReportFilter filter, LeakCost worth, List<RankedLeak> found, List<String> silent) {
        /** Whether won deals say what a leak costs; else it is measured in people. */
        public boolean inMoney() {
            return worth.n() > 0;
        }

        public Chart chart() {
            return Chart.of(
                            inMoney() ? "What each leak costs" : "How many people each leak loses",
                            inMoney() ? ChartUnit.MONEY : ChartUnit.COUNT,
                            found.stream()
                                    .map(one -> one.leak().stage() + " to "
                                            + one.leak().next())
                                    .toList(),
                            List.of(new Series(
                                    inMoney() ? "Costs" : "People",
                                    Shape.BAR,
                                    Tone.LATE,
                                    found.stream().map(this::value).toList())))
                    .sideways()
                    .in(inMoney() ? worth.currency() : "");
        }

        private Value value(RankedLeak one) {
            Leak leak = one.leak();
            return (inMoney() ? Value.of(leak.money(), leak.low(), leak.high()) : Value.of(leak.people()))
                    .faint(!leak.certain())
                    .note(leak.certain() ? "" : "weak evidence");
        }

        /** As rows of cells, headings first; shares from 0 to 1. */
        public List<List<@Nullable String>> cells() {
            List<List<@Nullable String>> cells = new ArrayList<>();
            cells.add(List.of(
                    "from",
                    "to",
                    "people",
                    "went on",
                    "held against",
                    "its share",
                    "more people",
                    "chance to win",
                    "worth of a win",
                    "currency",
                    "money",
                    "low",
                    "high",
                    "smallest sample",
                    "certain",
                    "cause"));
            for (RankedLeak one : found) {
                Leak leak = one.leak();
                cells.add(List.of(
                        leak.stage(),
                        leak.next(),
                        Long.toString(leak.rate().n()),
                        Long.toString(leak.rate().part()),
                        leak.reference().from(),
                        Double.toString(leak.reference().share()),
                        Double.toString(leak.people()),
                        Double.toString(leak.chances()),
                        Double.toString(worth.mean()),
                        worth.currency(),
                        Double.toString(leak.money()),
                        Double.toString(leak.low()),
                        Double.toString(leak.high()),
                        Long.toString(leak.smallest()),
                        leak.certain() ? "yes" : "no",
                        one.cause().name()));
            }
            return cells;
        }
    }

    private final Metrics metrics;
    private final Benchmarks benchmarks;
    private final DealOutcomeRows deals;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    Leaks(Metrics metrics, Benchmarks benchmarks, DealOutcomeRows deals, Workspaces workspaces, Tenancy tenancy) {
        this.metrics = metrics;
        this.benchmarks = benchmarks;
        this.deals = deals;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    public LeakReport report(int workspace, ReportFilter filter) {
        ReportFilter ever = filter.plain().within(null, filter.seen());
        CohortMetrics now = metrics.measure(workspace, filter);
        CohortMetrics usual = metrics.measure(workspace, ever);
        CohortMetrics mature = metrics.measure(workspace, ever.within(null, ripe(workspace, ever)));
        int funnel = filter.run().funnel();
        LeakCost worth = worth(workspace, funnel);
        Map<Benchmark.BenchmarkedMetric, Benchmark> held = benchmarks.all(workspace);
        List<Metrics.GroupMetrics> months = mature(workspace, ever);
        List<Metrics.GroupMetrics> sources = metrics.by(workspace, filter, CohortBreakdown.SOURCE);
        CohortMetrics visited = metrics.measure(workspace, filter.ofVisitors());
        List<Metrics.GroupMetrics> visitedMonths = mature(workspace, ever.ofVisitors());
        List<Metrics.GroupMetrics> visitedSources = metrics.by(workspace, filter.ofVisitors(), CohortBreakdown.SOURCE);
        LeakCause.CauseFacts facts =
                new LeakCause.CauseFacts(filter, now, visited.captured(), usual, held, lost(workspace, funnel));
        List<Stage> stages = filter.run().definition().stages();
        List<RankedLeak> found = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = -1; i < CohortMetrics.beforeWon(stages) + 1; i++) {
            int stage = i;
            Function<CohortMetrics, Proportion> rate =
                    measure -> stage < 0 ? measure.captured() : measure.conversion(stage);
            Proportion chance = won(mature, stage + 1);
            String name = stage < 0
                    ? "Visitor"
                    : DisplayFormat.stage(stages.get(stage).id());
            Proportion here = rate.apply(stage < 0 ? visited : now);
            Reference best = best(
                    rate,
                    stage < 0 ? visitedMonths : months,
                    stage < 0 ? visitedSources : sources,
                    benchmark(stage, stages, held));
            if (here.n() < Leak.FEWEST || chance.n() == 0 || best == null) {
                silent.add(name);
                continue;
            }
            Leak leak = new Leak(name, DisplayFormat.stage(stages.get(stage + 1).id()), here, best, chance, worth);
            if (leak.gap() > 0) {
                found.add(new RankedLeak(leak, LeakCause.of(stage, facts)));
            }
        }
        found.sort(Comparator.comparing((RankedLeak one) -> one.leak().certain())
                .thenComparingDouble(one -> one.leak().money())
                .reversed());
        return new LeakReport(filter, worth, found, silent);
    }

    private List<Metrics.GroupMetrics> mature(int workspace, ReportFilter filter) {
        return metrics.by(workspace, filter, CohortBreakdown.MONTH).stream()
                .filter(Metrics.GroupMetrics::mature)
                .toList();
    }

    /** What it cost that leads were answered late: they against those that were answered in time. */
    Leak late(int workspace, ReportFilter filter, long target, Proportion prompt, Proportion late) {
        ReportFilter ever = filter.plain().within(null, filter.seen());
        List<Stage> stages = filter.run().definition().stages();
        int before = CohortMetrics.beforeSales(stages);
        return new Leak(
                DisplayFormat.stage(stages.get(before).id()),
                DisplayFormat.stage(stages.get(before + 1).id()),
                late,
                Reference.of(TimeFormat.lasting((double) target), prompt),
                won(metrics.measure(workspace, ever.within(null, ripe(workspace, ever))), before + 1),
                worth(workspace, filter.run().funnel()));
    }

    /** Whoever began before then has had the time that nine of ten winners took. */
    private Instant ripe(int workspace, ReportFilter ever) {
        Double usualHours = metrics.measure(workspace, ever).toWin().quantile(0.9);
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

    /** Of those who reached the stage, how many won. */
    private static Proportion won(CohortMetrics measure, int stage) {
        int close = CohortMetrics.beforeWon(measure.stages()) + 1;
        return new Proportion(
                measure.figures().stage(close).reached(),
                measure.figures().stage(stage).reached());
    }

    /** The reference whose cautious end is highest, so that a lucky month of few people is not taken for one. */
    private static @Nullable Reference best(
            Function<CohortMetrics, Proportion> rate,
            List<Metrics.GroupMetrics> months,
            List<Metrics.GroupMetrics> sources,
            @Nullable Benchmark benchmark) {
        Reference best = benchmark == null ? null : new Reference("the benchmark", benchmark.low(), 0);
        double cautious = benchmark == null ? -1 : benchmark.low();
        for (List<Metrics.GroupMetrics> rows : List.of(months, sources)) {
            for (Metrics.GroupMetrics row : rows) {
                Proportion one = rate.apply(row.measure());
                if (one.n() >= Leak.FEWEST && one.low() > cautious) {
                    cautious = one.low();
                    best = Reference.of(
                            rows == months
                                    ? "the best month, " + row.key()
                                    : "the best source, " + (row.key().isEmpty() ? "not told" : row.key()),
                            one);
                }
            }
        }
        return best;
    }

    private static @Nullable Benchmark benchmark(
            int stage, List<Stage> stages, Map<Benchmark.BenchmarkedMetric, Benchmark> held) {
        int before = CohortMetrics.beforeSales(stages);
        return stage < 0
                ? null
                : stage == before
                        ? held.get(Benchmark.BenchmarkedMetric.HANDED_ON)
                        : stage == before - 1
                                ? held.get(Benchmark.BenchmarkedMetric.QUALIFIED)
                                : stage == CohortMetrics.beforeWon(stages)
                                        ? held.get(Benchmark.BenchmarkedMetric.CLOSE)
                                        : null;
    }
}
