package dev.sluice.insight.leaks;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.Metrics.GroupMetrics;
import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.insight.leaks.Leak.Reference;
import dev.sluice.insight.leaks.LeakReport.RankedLeak;
import dev.sluice.insight.metrics.Benchmark;
import dev.sluice.insight.metrics.Benchmark.BenchmarkedMetric;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares each stage's conversion with the best month, the best source and the benchmark.
 *
 * @param mature the people of all time who have had the time to win
 */
record LeakFinder(
        LeakCause.CauseFacts facts,
        LeakCost worth,
        CohortMetrics mature,
        ComparedCohorts leads,
        ComparedCohorts visitors) {
    /** People of the period, with the months of all time and the sources of the period that they are compared with. */
    record ComparedCohorts(CohortMetrics now, List<GroupMetrics> months, List<GroupMetrics> sources) {}

    LeakReport report() {
        List<Stage> stages = leads.now().stages();
        List<RankedLeak> found = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int stage = -1; stage < CohortMetrics.beforeWon(stages) + 1; stage++) {
            Leak leak = leak(stage, stages);
            if (leak == null) {
                silent.add(name(stage, stages));
            } else if (leak.gap() > 0) {
                found.add(new RankedLeak(leak, LeakCause.of(stage, facts)));
            }
        }
        found.sort(Comparator.comparing((RankedLeak ranked) -> ranked.leak().certain())
                .thenComparingDouble(ranked -> ranked.leak().money())
                .reversed());
        return new LeakReport(facts.filter(), worth, found, silent);
    }

    /** What a stage leaks, perhaps nothing; null where too few people reached it. Visitors are the stage -1. */
    private @Nullable Leak leak(int stage, List<Stage> stages) {
        Function<CohortMetrics, Proportion> rate =
                metrics -> stage < 0 ? metrics.captured() : metrics.conversion(stage);
        ComparedCohorts cohorts = stage < 0 ? visitors : leads;
        Proportion now = rate.apply(cohorts.now());
        Proportion chance = won(mature, stage + 1);
        Reference best = best(rate, cohorts, benchmark(stage, stages, facts.benchmarks()));
        return now.n() < Leak.FEWEST || chance.n() == 0 || best == null
                ? null
                : new Leak(name(stage, stages), name(stage + 1, stages), now, best, chance, worth);
    }

    private static String name(int stage, List<Stage> stages) {
        return stage < 0 ? "Visitor" : DisplayFormat.stage(stages.get(stage).id());
    }

    /** Of those who reached the stage, how many won. */
    static Proportion won(CohortMetrics measure, int stage) {
        int close = CohortMetrics.beforeWon(measure.stages()) + 1;
        return new Proportion(
                measure.figures().stage(close).reached(),
                measure.figures().stage(stage).reached());
    }

    /** The reference whose cautious end is highest, so that a lucky month of few people is not taken for one. */
    private static @Nullable Reference best(
            Function<CohortMetrics, Proportion> rate, ComparedCohorts cohorts, @Nullable Benchmark benchmark) {
        Reference best = benchmark == null ? null : new Reference("the benchmark", benchmark.low(), 0);
        double cautious = benchmark == null ? -1 : benchmark.low();
        for (List<GroupMetrics> rows : List.of(cohorts.months(), cohorts.sources())) {
            for (GroupMetrics row : rows) {
                Proportion found = rate.apply(row.measure());
                if (found.n() >= Leak.FEWEST && found.low() > cautious) {
                    cautious = found.low();
                    best = Reference.of(
                            rows == cohorts.months()
                                    ? "the best month, " + row.key()
                                    : "the best source, " + (row.key().isEmpty() ? "not told" : row.key()),
                            found);
                }
            }
        }
        return best;
    }

    private static @Nullable Benchmark benchmark(
            int stage, List<Stage> stages, Map<BenchmarkedMetric, Benchmark> benchmarks) {
        int before = CohortMetrics.beforeSales(stages);
        return stage < 0
                ? null
                : stage == before
                        ? benchmarks.get(BenchmarkedMetric.HANDED_ON)
                        : stage == before - 1
                                ? benchmarks.get(BenchmarkedMetric.QUALIFIED)
                                : stage == CohortMetrics.beforeWon(stages)
                                        ? benchmarks.get(BenchmarkedMetric.CLOSE)
                                        : null;
    }
}
