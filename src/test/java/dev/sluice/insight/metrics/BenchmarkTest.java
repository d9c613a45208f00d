package dev.sluice.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.insight.metrics.Benchmark.BenchmarkedMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A metric is worse than its range, within it, or better; a time is better when it is short. */
class BenchmarkTest {

    private static Benchmark of(BenchmarkedMetric of, double low, double high) {
        return new Benchmark(of, low, high, "ours", true);
    }

    @ParameterizedTest
    @CsvSource({"0.04, -1", "0.05, 0", "0.07, 0", "0.08, 0", "0.081, 1"})
    void aRateIsBetterWhenItIsHigher(double value, int place) {
        assertThat(of(BenchmarkedMetric.QUALIFIED, 0.05, 0.08).place(value)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"600, 1", "1800, 0", "3600, 0", "3601, -1"})
    void aTimeIsBetterWhenItIsShorter(double seconds, int place) {
        assertThat(of(BenchmarkedMetric.RESPONSE, 1800, 3600).place(seconds)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"0.13, 0.27, 13 to 27 %", "0.055, 0.08, 5.5 to 8 %", "0.4, 0.4, 40 %", "0, 1, 0 to 100 %"})
    void aRangeOfSharesIsWrittenInPercent(double low, double high, String range) {
        assertThat(of(BenchmarkedMetric.HANDED_ON, low, high).range()).isEqualTo(range);
    }

    @Test
    void aRangeOfTimesIsWrittenAsTimes() {
        assertThat(of(BenchmarkedMetric.RESPONSE, 1800, 3600).range()).isEqualTo("30 min to 1 h");
    }

    @Test
    void theFormShowsPercentAndMinutes() {
        assertThat(of(BenchmarkedMetric.CLOSE, 0.2, 0.3).written(0.225)).isEqualTo("22.5");
        assertThat(of(BenchmarkedMetric.RESPONSE, 1800, 3600).written(1800)).isEqualTo("30");
        assertThat(of(BenchmarkedMetric.RESPONSE, 1800, 3600).written(90)).isEqualTo("1.5");
    }

    @ParameterizedTest
    @EnumSource(BenchmarkedMetric.class)
    void eachIsFoundByItsCode(BenchmarkedMetric of) {
        assertThat(BenchmarkedMetric.named(of.code())).contains(of);
        assertThat(of.label).isNotBlank();
    }

    @Test
    void anUnknownCodeIsNone() {
        assertThat(BenchmarkedMetric.named("mood")).isEmpty();
        assertThat(BenchmarkedMetric.named("CLOSE")).isEmpty();
    }

    @Test
    void whatIsShippedIsARangeWithItsSourceAndNotOnesOwn() {
        for (BenchmarkedMetric of : new BenchmarkedMetric[] {
            BenchmarkedMetric.QUALIFIED, BenchmarkedMetric.HANDED_ON, BenchmarkedMetric.RESPONSE
        }) {
            Benchmark shipped = Benchmark.shipped(of);
            assertThat(shipped).isNotNull();
            assertThat(shipped.low()).isLessThan(shipped.high());
            assertThat(shipped.source()).isNotBlank();
            assertThat(shipped.own()).isFalse();
        }
        assertThat(Benchmark.shipped(BenchmarkedMetric.CLOSE)).isNull();
        assertThat(Benchmark.shipped(BenchmarkedMetric.WON)).isNull();
    }
}
