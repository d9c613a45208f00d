package dev.sluice.insight.leaks;

import dev.sluice.funnel.Thresholds;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ResponseWaits;
import dev.sluice.insight.metrics.Benchmark;
import dev.sluice.insight.metrics.MetricCard;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SampleSize;
import dev.sluice.statistics.SurvivalCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why a stage leaks, by the rules of the field: each place in the funnel fails in its own way.
 *
 * @param evidence what speaks for it, each a sentence with its figures
 * @param fix what to try, and {@code href} where
 */
public record LeakCause(String name, String sentence, List<String> evidence, String fix, String href) {
    /** What a rule looks at besides the leak itself. */
    public record CauseFacts(
            ReportFilter filter,
            CohortMetrics now,
            Proportion captured,
            CohortMetrics usual,
            Map<Benchmark.BenchmarkedMetric, Benchmark> benchmarks,
            List<Map.Entry<String, Long>> lost,
            ThresholdTrial trial) {}

    public static LeakCause of(int stage, CauseFacts facts) {
        var stages = facts.now().stages();
        int before = CohortMetrics.beforeSales(stages);
        if (stage < 0) {
            return capture(facts);
        }
        if (stage < before) {
            return nurture(stage, facts);
        }
        if (stage == before) {
            return facts.now().waits().n() == 0
                    ? unknown(stage, facts)
                    : isAnsweredLate(facts) ? handOff(facts) : criteria(stage, facts);
        }
        return stage == CohortMetrics.beforeWon(stages) ? conversation(stage, facts) : stalls(stage, facts);
    }

    private static LeakCause capture(CauseFacts facts) {
        return new LeakCause(
                "Capture",
                "Visitors come and leave without saying who they are.",
                List.of(told(facts.captured()) + " became leads."),
                "Look at where forms lose people",
                "/forms");
    }

    /** Nobody has recorded an answer, so that nothing is known of the hand-off. */
    private static LeakCause unknown(int stage, CauseFacts facts) {
        return new LeakCause(
                "Not known",
                "No call, meeting or email by a human is recorded for these leads, so what holds them up cannot be told.",
                List.of(told(facts.now().conversion(stage)) + " were taken by sales."),
                "Import or log the answers of sales",
                "/imports");
    }

    private static LeakCause nurture(int stage, CauseFacts facts) {
        var stages = facts.now().stages();
        FunnelCounts.StageCounts at = facts.now().figures().stage(stage);
        SurvivalCurve stay = facts.now().stay(stage);
        List<String> evidence = new ArrayList<>();
        Proportion sales =
                new Proportion(reachedSales(facts.now()), facts.now().figures().people());
        evidence.add(
                facts.captured().n() == 0
                        ? "Of the leads, " + sales.told() + " reach sales."
                        : "Visitors do become leads: " + facts.captured().told() + ", but " + sales.text()
                                + " of the leads reach sales.");
        evidence.add(DisplayFormat.count(at.open()) + " of those who stopped are still open and can be followed up.");
        if (SampleSize.isEnough(stay.went())) {
            evidence.add("Half of those who went on did so within " + MetricCard.hours(stay.quantile(0.5))
                    + ", nine of ten within " + MetricCard.hours(stay.quantile(0.9))
                    + "; later than that little happens by itself.");
        }
        String next = stages.get(stage + 1).id();
        Double threshold = Thresholds.of(facts.filter().run().definition(), next);
        return ThresholdAdvice.lowered(
                new LeakCause(
                        "Nurture",
                        "Leads are won and then go cold before they qualify.",
                        evidence,
                        "Look at the sequences that follow up",
                        "/outreach"),
                stage,
                next,
                threshold == null ? null : (Double) Math.rint(threshold * 0.8),
                facts);
    }

    /** The same with more evidence and another fix. */
    LeakCause with(String more, String otherFix, String where) {
        List<String> all = new ArrayList<>(evidence);
        all.add(more);
        return new LeakCause(name, sentence, all, otherFix, where);
    }

    private static boolean isAnsweredLate(CauseFacts facts) {
        ResponseWaits waits = facts.now().waits();
        Double median = waits.quantile(0.5);
        Benchmark benchmark = facts.benchmarks().get(Benchmark.BenchmarkedMetric.RESPONSE);
        long all = waits.n() + waits.waiting() + waits.never();
        boolean slow = median != null && benchmark != null && benchmark.place(median) < 0;
        return waits.n() > 0 && (slow || 4 * (waits.waiting() + waits.never()) > all);
    }

    private static LeakCause handOff(CauseFacts facts) {
        ResponseWaits waits = facts.now().waits();
        return new LeakCause(
                "Broken hand-off",
                "There are enough leads, and they wait until they are cold.",
                List.of(
                        SampleSize.isEnough(waits.n())
                                ? "Half of the answered leads waited longer than "
                                        + TimeFormat.lasting(waits.quantile(0.5)) + "."
                                : DisplayFormat.count(waits.n(), "lead") + " were answered, too few for a median.",
                        DisplayFormat.count(waits.waiting()) + " still wait and " + DisplayFormat.count(waits.never())
                                + " were never answered, of "
                                + DisplayFormat.count(waits.n() + waits.waiting() + waits.never()) + "."),
                "See who answers how soon",
                "/insight/response" + facts.filter().query());
    }

    private static LeakCause criteria(int stage, CauseFacts facts) {
        var stages = facts.now().stages();
        String here = stages.get(stage).id();
        Double threshold = Thresholds.of(facts.filter().run().definition(), here);
        List<String> evidence = new ArrayList<>();
        evidence.add(told(facts.now().conversion(stage)) + " were taken by sales; they are answered in time.");
        Proportion later = facts.now().close();
        if (later != null && later.n() > 0) {
            evidence.add("Of those that sales takes and decides on, " + later.text()
                    + " are won: the ones that pass are good.");
        }
        LeakCause cause = new LeakCause(
                "Criteria too loose",
                "The gate before sales lets through what sales does not want.",
                evidence,
                "Edit the gate of " + DisplayFormat.stage(here),
                "/funnels/" + facts.filter().run().definition().name() + "/definition");
        return threshold == null
                ? cause
                : ThresholdAdvice.raised(cause, stage, here, Math.rint(threshold * 1.25), facts);
    }

    private static LeakCause stalls(int stage, CauseFacts facts) {
        var at = facts.now().figures().stage(stage);
        var chosen = facts.now().stages().get(stage);
        SurvivalCurve stay = facts.now().stay(stage);
        return new LeakCause(
                "Stalls early",
                "Sales accepts, and then nothing is agreed.",
                List.of(
                        DisplayFormat.count(at.here()) + " stand in " + DisplayFormat.stage(chosen.id())
                                + (chosen.limit() == null
                                        ? ""
                                        : ", whose limit is " + DisplayFormat.span(chosen.limit()))
                                + ".",
                        SampleSize.isEnough(stay.went())
                                ? "Those who went on did so within " + MetricCard.median(stay) + " (median)."
                                : DisplayFormat.count(stay.went()) + " went on, too few for a median."),
                "See who stands there",
                "/insight/people" + facts.filter().with("stage", chosen.id()) + "&fate=open");
    }

    private static LeakCause conversation(int stage, CauseFacts facts) {
        List<String> evidence = new ArrayList<>();
        Proportion now = Objects.requireNonNullElse(facts.now().close(), new Proportion(0, 0));
        Proportion usual = Objects.requireNonNullElse(facts.usual().close(), new Proportion(0, 0));
        evidence.add("Close rate " + now.told() + ", over all time " + usual.told() + ".");
        Proportion upper = facts.now().conversion(0);
        if (!upper.apartFrom(facts.usual().conversion(0))) {
            evidence.add("The upper funnel is as it always was: " + upper.text() + " of the leads go on.");
        }
        reason(facts.lost(), evidence);
        return new LeakCause(
                "Conversation or proposal",
                "Good leads reach the decision and decide against it.",
                evidence,
                "See who was lost there",
                "/insight/people"
                        + facts.filter()
                                .with("stage", facts.now().stages().get(stage).id()) + "&fate=lost");
    }

    private static void reason(List<Map.Entry<String, Long>> lost, List<String> evidence) {
        long all = lost.stream().mapToLong(Map.Entry::getValue).sum();
        if (all > 0) {
            Map.Entry<String, Long> first = lost.getFirst();
            evidence.add("The most frequent reason is " + first.getKey().replace('_', ' ') + ": "
                    + DisplayFormat.count(first.getValue()) + " of " + DisplayFormat.count(all) + " lost deals.");
        }
    }

    private static String told(Proportion rate) {
        return DisplayFormat.count(rate.part()) + " of " + DisplayFormat.count(rate.n()) + " (" + rate.interval() + ")";
    }

    private static long reachedSales(CohortMetrics measure) {
        int before = CohortMetrics.beforeSales(measure.stages());
        return before < 0 ? 0 : measure.figures().stage(before + 1).reached();
    }
}
