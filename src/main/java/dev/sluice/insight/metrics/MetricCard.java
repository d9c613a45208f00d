package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.Metrics.Five;
import dev.sluice.insight.cohort.ResponseWaits;
import dev.sluice.insight.cohort.StageOutcome;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SampleSize;
import dev.sluice.statistics.SurvivalCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One metric as the page shows it first.
 *
 * @param evidence n and the interval, in words
 * @param before the stretch before, "" where there is none
 * @param verdict is-good, is-late or "" beside its benchmark
 * @param spark an SVG path in a box of 120 by 28, "" where too little is known
 * @param href the people or deals that the figure opens
 */
public record MetricCard(
        String id,
        String title,
        String figure,
        String evidence,
        String before,
        @Nullable Benchmark benchmark,
        String verdict,
        String spark,
        String href) {
    private static final int FEW = 30;

    /** The five, in the order of the funnel. */
    public static List<MetricCard> of(Five five, Map<Benchmark.BenchmarkedMetric, Benchmark> benchmarks) {
        var stages = five.now().stages();
        int before = CohortMetrics.beforeSales(stages);
        List<MetricCard> cards = new ArrayList<>();
        cards.add(rate(
                five,
                "conversion",
                "Conversion, " + DisplayFormat.stage(stages.getFirst().id()) + " to won",
                measure -> new Proportion(
                        measure.figures().won(), measure.figures().people()),
                benchmarks.get(Benchmark.BenchmarkedMetric.WON),
                stages.getFirst().id(),
                StageOutcome.ALL));
        if (before >= 0 && before + 1 < stages.size()) {
            cards.add(rate(
                    five,
                    "handed-on",
                    DisplayFormat.stage(stages.get(before).id()) + " to "
                            + DisplayFormat.stage(stages.get(before + 1).id()),
                    CohortMetrics::handedOn,
                    benchmarks.get(Benchmark.BenchmarkedMetric.HANDED_ON),
                    stages.get(before).id(),
                    StageOutcome.WENT_ON));
        }
        cards.add(slowest(five));
        if (before >= 0) {
            cards.add(response(
                    five,
                    benchmarks.get(Benchmark.BenchmarkedMetric.RESPONSE),
                    stages.get(before).id()));
        }
        MetricCard close = close(five, benchmarks.get(Benchmark.BenchmarkedMetric.CLOSE));
        if (close != null) {
            cards.add(close);
        }
        return cards;
    }

    /** The close rate of deals where the funnel has a pipeline, else of people; null where no stage means won. */
    private static @Nullable MetricCard close(Five five, @Nullable Benchmark benchmark) {
        if (!five.filter().run().definition().pipelines().isEmpty()) {
            return deals(five, benchmark);
        }
        int stage = CohortMetrics.beforeWon(five.now().stages());
        return stage < 0
                ? null
                : rate(
                        five,
                        "close",
                        "Close rate",
                        CohortMetrics::close,
                        benchmark,
                        five.now().stages().get(stage).id(),
                        StageOutcome.CLOSED);
    }

    /** Of the deals that were decided in the period, whenever their people came. */
    private static MetricCard deals(Five five, @Nullable Benchmark benchmark) {
        MetricCard card = rate(
                five,
                "close",
                "Close rate of deals",
                measure -> measure.deals().close(),
                benchmark,
                "",
                StageOutcome.CLOSED);
        long open = five.now().deals().open();
        return new MetricCard(
                card.id(),
                card.title(),
                card.figure(),
                card.evidence() + "; of the deals closed in the period"
                        + (open == 0 ? "" : "; " + DisplayFormat.count(open) + " still open"),
                card.before(),
                card.benchmark(),
                card.verdict(),
                card.spark(),
                "/insight/deals" + five.filter().with("state", "closed"));
    }

    private static MetricCard rate(
            Five five,
            String id,
            String title,
            Function<CohortMetrics, @Nullable Proportion> of,
            @Nullable Benchmark benchmark,
            String stage,
            StageOutcome fate) {
        Proportion now = or(of.apply(five.now()));
        Proportion was = or(five.before() == null ? null : of.apply(five.before()));
        return new MetricCard(
                id,
                title,
                now.text(),
                now.evidence(),
                five.before() == null
                        ? ""
                        : was.n() == 0
                                ? "nobody in the stretch before"
                                : "before, after the same time, " + was.text() + told(now, was),
                benchmark,
                verdict(benchmark, now),
                Sparkline.of(five.slices(), measure -> {
                    Proportion rate = or(of.apply(measure));
                    return rate.n() == 0 ? null : (double) rate.part() / rate.n();
                }),
                people(five, stage, fate));
    }

    private static String nobody(long n) {
        return n == 0 ? "nobody in the stretch before" : "too few in the stretch before";
    }

    /** Who reached a stage, by what became of them. */
    private static String people(Five five, String stage, StageOutcome fate) {
        String query = five.filter().with("stage", stage);
        return "/insight/people" + query + "&fate=" + fate.code();
    }

    private static Proportion or(@Nullable Proportion rate) {
        return rate == null ? new Proportion(0, 0) : rate;
    }

    /** Whether a change is more than chance. */
    private static String told(Proportion now, Proportion was) {
        return now.apartFrom(was) ? ": more than chance" : "";
    }

    /** Said only where the whole interval lies on one side of the range. */
    private static String verdict(@Nullable Benchmark benchmark, Proportion rate) {
        if (benchmark == null || rate.n() == 0) {
            return "";
        }
        return benchmark.place(rate.high()) < 0 ? "is-late" : benchmark.place(rate.low()) >= 0 ? "is-good" : "";
    }

    /** Of the stages that people leave, the one where half of those who went on took longest. */
    private static MetricCard slowest(Five five) {
        int slowest = 0;
        double longest = -1;
        for (int i = 0; i < five.now().stages().size() - 1; i++) {
            SurvivalCurve stay = five.now().stay(i);
            Double median = SampleSize.isEnough(stay.went()) ? stay.quantile(0.5) : null;
            if (median != null && median > longest) {
                longest = median;
                slowest = i;
            }
        }
        int stage = slowest;
        var chosen = five.now().stages().get(stage);
        SurvivalCurve now = five.now().stay(stage);
        SurvivalCurve earlier = five.before() == null ? null : five.before().stay(stage);
        Double was = earlier == null || !SampleSize.isEnough(earlier.went()) ? null : earlier.quantile(0.5);
        Duration limit = chosen.limit();
        return new MetricCard(
                "stay",
                "Time in stage, longest: " + DisplayFormat.stage(chosen.id()),
                longest < 0 ? "–" : hours(longest),
                longest < 0
                        ? now.went() == 0 ? "nobody has gone on yet" : now.went() + " went on, too few for a median"
                        : "median of " + DisplayFormat.count(now.went()) + " who went on"
                                + (limit == null ? "" : "; limit " + DisplayFormat.span(limit)),
                earlier == null ? "" : was == null ? nobody(earlier.went()) : "before " + hours(was),
                null,
                limit == null || longest < 0 ? "" : longest * 3600 > limit.toSeconds() ? "is-late" : "is-good",
                Sparkline.of(five.slices(), measure -> measure.stay(stage).quantile(0.5)),
                people(five, chosen.id(), StageOutcome.WENT_ON));
    }

    private static MetricCard response(Five five, @Nullable Benchmark benchmark, String stage) {
        ResponseWaits now = five.now().waits();
        ResponseWaits earlier = five.before() == null ? null : five.before().waits();
        Double median = now.told(0.5);
        Double was = earlier == null ? null : earlier.told(0.5);
        return new MetricCard(
                "response",
                "First response by a human",
                TimeFormat.lasting(median),
                median == null
                        ? now.n() == 0
                                ? "no answer was recorded"
                                : DisplayFormat.count(now.n()) + " answered, too few for a median"
                        : "median of " + DisplayFormat.count(now.n()) + "; nine of ten within "
                                + TimeFormat.lasting(now.quantile(0.9))
                                + (now.waiting() + now.never() == 0
                                        ? ""
                                        : "; " + DisplayFormat.count(now.waiting()) + " wait, "
                                                + DisplayFormat.count(now.never()) + " were never answered"),
                earlier == null ? "" : was == null ? nobody(earlier.n()) : "before " + TimeFormat.lasting(was),
                benchmark,
                benchmark == null || median == null || now.n() < FEW
                        ? ""
                        : benchmark.place(median) < 0 ? "is-late" : "is-good",
                Sparkline.of(five.slices(), measure -> measure.waits().quantile(0.5)),
                people(five, stage, StageOutcome.ANSWERED));
    }

    /** The median of those who went on, a dash where they are too few to have one. */
    public static String median(SurvivalCurve stay) {
        return SampleSize.isEnough(stay.went()) ? hours(stay.quantile(0.5)) : "–";
    }

    /** "5 h", "3.4 d". */
    public static String hours(@Nullable Double hours) {
        return hours == null
                ? "–"
                : hours < 1
                        ? "under 1 h"
                        : hours < 48
                                ? String.format(Locale.ROOT, "%.0f h", hours)
                                : String.format(Locale.ROOT, "%.1f d", hours / 24);
    }
}
