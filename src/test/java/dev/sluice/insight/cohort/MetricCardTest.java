package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.insight.Definitions;
import dev.sluice.insight.cohort.Metrics.Five;
import dev.sluice.insight.cohort.Metrics.GroupMetrics;
import dev.sluice.insight.cohort.Metrics.Slice;
import dev.sluice.insight.metrics.Benchmark;
import dev.sluice.insight.metrics.Cohorts;
import dev.sluice.insight.metrics.MetricCard;
import dev.sluice.insight.metrics.Sparkline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The five metrics as the page shows them first, and the cohorts below them. */
class MetricCardTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private static CohortMetrics measure(long leads, long mqls, long sqls, long won) {
        CohortMetrics measure = new CohortMetrics(Definitions.fourStages().stages());
        measure.figures().add(0b0001, StandingOutcome.ACTIVE.ordinal(), leads);
        measure.figures().add(0b0011, StandingOutcome.ACTIVE.ordinal(), mqls);
        measure.figures().add(0b0111, StandingOutcome.LOST.ordinal(), sqls);
        measure.figures().add(0b1111, StandingOutcome.ACTIVE.ordinal(), won);
        return measure;
    }

    private static Five five(CohortMetrics now, @Nullable CohortMetrics before, CohortMetrics... slices) {
        ReportFilter filter = new ReportFilter(
                Definitions.run(), ZoneId.of("UTC"), MARCH, JUNE, JUNE, false, Map.of("source", "web"));
        List<Slice> parts = new ArrayList<>();
        for (int i = 0; i < slices.length; i++) {
            Instant from = MARCH.plus(Duration.ofDays(7L * i));
            parts.add(new Slice(from, from.plus(Duration.ofDays(7)), slices[i]));
        }
        return new Five(filter, now, before, parts);
    }

    private static Map<Benchmark.BenchmarkedMetric, Benchmark> benchmarks() {
        Map<Benchmark.BenchmarkedMetric, Benchmark> all = new EnumMap<>(Benchmark.BenchmarkedMetric.class);
        all.put(
                Benchmark.BenchmarkedMetric.HANDED_ON,
                new Benchmark(Benchmark.BenchmarkedMetric.HANDED_ON, 0.13, 0.27, "", false));
        all.put(
                Benchmark.BenchmarkedMetric.RESPONSE,
                new Benchmark(Benchmark.BenchmarkedMetric.RESPONSE, 1_800, 3_600, "", false));
        return all;
    }

    private static MetricCard card(Five five, String id) {
        return MetricCard.of(five, benchmarks()).stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFiveStandInTheOrderOfTheFunnel() {
        assertThat(MetricCard.of(five(measure(1, 1, 1, 1), null), benchmarks()))
                .extracting(MetricCard::id)
                .containsExactly("conversion", "handed-on", "stay", "response", "close");
    }

    @Test
    void aRateShowsItsEvidenceAndOpensItsPeople() {
        MetricCard card = card(five(measure(40, 10, 5, 5), null), "conversion");

        assertThat(card.title()).isEqualTo("Conversion, Lead to won");
        assertThat(card.figure()).isEqualTo("8.3 %");
        assertThat(card.evidence()).startsWith("5 of 60; with 95 % confidence ");
        assertThat(card.before()).isEmpty();
        assertThat(card.verdict()).as("no benchmark of one's own").isEmpty();
        assertThat(card.href()).isEqualTo("/insight/people?source=web&stage=lead&fate=all");
    }

    @Test
    void thePeriodBeforeIsShownBesideIt() {
        CohortMetrics now = measure(40, 10, 5, 5);

        assertThat(card(five(now, measure(20, 0, 0, 0)), "conversion").before())
                .isEqualTo("before, after the same time, 0.0 %");
        assertThat(card(five(now, measure(0, 0, 0, 0)), "conversion").before())
                .isEqualTo("nobody in the stretch before");
        assertThat(card(five(measure(0, 0, 0, 400), measure(400, 0, 0, 0)), "conversion")
                        .before())
                .endsWith(": more than chance");
    }

    @ParameterizedTest
    @CsvSource({"500, 500, is-good", "1000, 10, is-late", "8, 2, ''", "0, 0, ''"})
    void aVerdictIsGivenWhereTheWholeIntervalSaysSo(long stopped, long taken, String verdict) {
        assertThat(card(five(measure(0, stopped, taken, 0), null), "handed-on").verdict())
                .isEqualTo(verdict);
    }

    @Test
    void theSlowestStageIsTheOneWhereHalfTookLongest() {
        CohortMetrics now = measure(1, 1, 1, 1);
        now.stay(0).add(30, true, 5);
        now.stay(1).add(60, true, 9);
        now.stay(1).add(300, false, 50);
        MetricCard card = card(five(now, null), "stay");

        assertThat(card.title()).isEqualTo("Time in stage, longest: MQL");
        assertThat(card.figure()).isEqualTo("2.5 d");
        assertThat(card.evidence()).isEqualTo("median of 9 who went on; limit 7 d");
        assertThat(card.verdict()).isEqualTo("is-good");
        now.stay(0).add(800, true, 50);
        assertThat(card(five(now, null), "stay").verdict())
                .as("thirty days are 720 hours")
                .isEqualTo("is-late");
    }

    @Test
    void whereNoOneHasGoneOnThereIsNoTime() {
        MetricCard card = card(five(measure(5, 0, 0, 0), measure(1, 0, 0, 0)), "stay");

        assertThat(card.figure()).isEqualTo("–");
        assertThat(card.evidence()).isEqualTo("nobody has gone on yet");
        assertThat(card.before()).isEqualTo("nobody in the stretch before");
        assertThat(card.verdict()).isEmpty();
    }

    @Test
    void aResponseIsJudgedOfThirtyOrMore() {
        CohortMetrics now = measure(1, 1, 1, 1);
        now.waits().answered(600, 29);
        assertThat(card(five(now, null), "response").verdict()).isEmpty();

        now.waits().answered(600, 1);
        now.waits().unanswered(true, 2);
        now.waits().unanswered(false, 3);
        MetricCard card = card(five(now, null), "response");
        assertThat(card.figure()).isEqualTo("10 min");
        assertThat(card.evidence()).isEqualTo("median of 30; nine of ten within 10 min; 2 wait, 3 were never answered");
        assertThat(card.verdict()).isEqualTo("is-good");
    }

    @Test
    void dealsThatAreOpenAreNotDecided() {
        CohortMetrics now = measure(1, 1, 1, 1);
        now.deals().add("won", 6);
        now.deals().add("lost", 2);
        now.deals().add("open", 2);
        MetricCard card = card(five(now, null), "close");

        assertThat(card.figure()).isEqualTo("75.0 %");
        assertThat(card.evidence()).startsWith("6 of 8;").endsWith("; 2 still open");
        assertThat(card.href()).isEqualTo("/insight/deals?source=web&state=closed");
    }

    @Test
    void aSparkIsALineOverTheSlicesBrokenWhereNothingIsKnown() {
        assertThat(Sparkline.path(Arrays.asList(1.0, 2.0))).isEqualTo("M0.0 14.0L120.0 2.0");
        assertThat(Sparkline.path(Arrays.asList(2.0, null, 2.0, 0.0))).isEqualTo("M0.0 2.0M80.0 2.0L120.0 26.0");
        assertThat(Sparkline.path(Arrays.asList(1.0, null)))
                .as("half is not enough")
                .isEmpty();
        assertThat(Sparkline.path(Arrays.asList(0.0, 0.0, 0.0))).isEmpty();
        assertThat(Sparkline.path(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5.4, 5 h", "47.9, 48 h", "48, 2.0 d", "81.6, 3.4 d"})
    void hoursBecomeDaysFromTwoDaysOn(double hours, String written) {
        assertThat(MetricCard.hours(hours)).isEqualTo(written);
        assertThat(MetricCard.hours(null)).isEqualTo("–");
    }

    @Test
    void cohortsAreMonthsWhereThereAreFiveOfThem() {
        List<GroupMetrics> months = new ArrayList<>();
        for (String month : List.of("2026-06", "2026-05", "2026-04", "2026-02", "2026-01")) {
            months.add(new GroupMetrics(month, measure(4, 1, 0, 0), true));
        }
        Cohorts cohorts = Cohorts.of(five(measure(20, 5, 0, 0), null), months);

        assertThat(cohorts.step()).isEqualTo("Came in");
        assertThat(cohorts.cohorts())
                .extracting(Cohorts.Cohort::label)
                .containsExactly("Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026");
        assertThat(cohorts.cohorts().get(2).people())
                .as("a month in which no one came")
                .isZero();
        assertThat(cohorts.cells()).hasSize(7);
        assertThat(cohorts.cells().get(1)).startsWith("Jan 2026", "5", "yes", "5", "1");
    }

    @Test
    void otherwiseTheyAreThePartsOfThePeriod() {
        CohortMetrics now = measure(20, 5, 0, 0);
        now.toWin().add(24, true, 10);
        Cohorts cohorts = Cohorts.of(five(now, null, measure(4, 1, 0, 0), measure(2, 0, 0, 0)), List.of());

        assertThat(cohorts.step()).isEqualTo("Came from");
        assertThat(cohorts.cohorts()).extracting(Cohorts.Cohort::label).containsExactly("1 Mar", "8 Mar");
        assertThat(cohorts.cohorts()).allMatch(Cohorts.Cohort::mature);
        assertThat(cohorts.cohorts().getFirst().conversion(0).text()).isEqualTo("20.0 %");
    }

    @Test
    void curvesAreDrawnOfStagesThatSomeoneLeft() {
        CohortMetrics now = measure(20, 5, 0, 0);
        now.stay(1).add(10, true, 3);
        now.stay(1).add(20, true, 1);
        now.stay(0).add(5, false, 9);
        Cohorts cohorts = Cohorts.of(five(now, null), List.of());

        assertThat(cohorts.left()).containsExactly(1);
        assertThat(cohorts.curves()).hasSize(3);
        assertThat(cohorts.curves().get(1)).startsWith("mql", "10", "0.75");
        assertThat(cohorts.going().series())
                .extracting(series -> series.name())
                .containsExactly("MQL to a later stage");
    }

    @Test
    void daysAreWrittenAsPeopleWriteThem() {
        LocalDate august = LocalDate.parse("2026-08-25");

        assertThat(Cohorts.month(august)).isEqualTo("Aug 2026");
        assertThat(Cohorts.day(august)).isEqualTo("25 Aug");
        assertThat(Cohorts.days(august, LocalDate.parse("2026-11-22"))).isEqualTo("25 Aug to 22 Nov 2026");
        assertThat(Cohorts.days(LocalDate.parse("2025-12-29"), LocalDate.parse("2026-01-04")))
                .isEqualTo("29 Dec 2025 to 4 Jan 2026");
        assertThat(Cohorts.told(168)).isEqualTo("7 d");
    }

    @ParameterizedTest
    @CsvSource({"2026-05-01T00:00:00Z, 743, true", "2026-05-01T00:00:00Z, 745, false", "2026-06-01T00:00:00Z, 0, true"})
    void aCohortIsMatureOnceItHasHadTheTimeThatNineOfTenTook(Instant end, double hours, boolean mature) {
        assertThat(Metrics.mature(five(measure(0, 0, 0, 0), null).filter(), end, hours))
                .isEqualTo(mature);
        assertThat(Metrics.mature(five(measure(0, 0, 0, 0), null).filter(), end, null))
                .isFalse();
    }
}
