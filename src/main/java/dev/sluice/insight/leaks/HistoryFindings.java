package dev.sluice.insight.leaks;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Thresholds;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.FunnelHistory;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ResponseCurve;
import dev.sluice.insight.cohort.ThresholdAudit;
import dev.sluice.insight.metrics.Benchmark;
import dev.sluice.insight.metrics.Benchmarks;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the firm's own history teaches: how much an answer in time is worth, and where the threshold should be. */
@Component
public class HistoryFindings {
    /**
     * The curve of those before sales.
     *
     * @param stage the last before sales; null where the funnel has none
     * @param late what late answers cost in the last thirty days; null where history is too short
     */
    record ResponseHistory(
            @Nullable String stage,
            ResponseCurve curve,
            @Nullable Leak late) {}

    /**
     * The scores at the gate before sales.
     *
     * @param asked what the gate asks for now; null where it asks for no engagement
     */
    public record ScoreHistory(
            @Nullable String gate,
            @Nullable Double asked,
            ThresholdAudit audit,
            ThresholdAudit.@Nullable ThresholdCut proposed) {}

    private final FunnelHistory history;
    private final Leaks leaks;
    private final Benchmarks benchmarks;

    HistoryFindings(FunnelHistory history, Leaks leaks, Benchmarks benchmarks) {
        this.history = history;
        this.leaks = leaks;
        this.benchmarks = benchmarks;
    }

    ResponseHistory answers(int workspace, ReportFilter filter) {
        String gate = gate(filter);
        return gate == null
                ? new ResponseHistory(null, new ResponseCurve(), null)
                : new ResponseHistory(gate, history.curve(workspace, filter), late(workspace, filter));
    }

    private static @Nullable String gate(ReportFilter filter) {
        List<Stage> stages = filter.run().definition().stages();
        int before = CohortMetrics.beforeSales(stages);
        return before < 0 ? null : stages.get(before).id();
    }

    /**
     * What late answers cost in the last thirty days, by the curve of all time. In time is the benchmark, or else the first
     * longer span within which enough were answered to say anything.
     */
    private @Nullable Leak late(int workspace, ReportFilter filter) {
        Benchmark benchmark = benchmarks.all(workspace).get(Benchmark.BenchmarkedMetric.RESPONSE);
        if (benchmark == null) {
            return null;
        }
        ResponseCurve ever = history.curve(workspace, filter.within(null, filter.seen()));
        ResponseCurve recent =
                history.curve(workspace, filter.within(filter.seen().minus(Duration.ofDays(30)), filter.seen()));
        for (long target : List.of(Math.round(benchmark.high()), 4 * 3_600L, 86_400L)) {
            if (ever.within(target).n() >= Leak.FEWEST && recent.later(target).n() > 0) {
                return leaks.late(workspace, filter, target, ever.within(target), recent.later(target));
            }
        }
        return null;
    }

    public ScoreHistory scores(int workspace, ReportFilter filter) {
        String gate = gate(filter);
        if (gate == null) {
            return new ScoreHistory(null, null, new ThresholdAudit(List.of()), null);
        }
        Double asked = Thresholds.of(filter.run().definition(), gate);
        ThresholdAudit audit = history.audit(workspace, filter, gate);
        return new ScoreHistory(gate, asked, audit, asked == null ? null : audit.proposed(asked));
    }
}
