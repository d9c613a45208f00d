package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.statistics.Proportion;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A share and what its n allows to say of it. */
class ProportionTest {
    /** Intervals of R's binom.confint(method = "wilson"), which takes 1.959964 where we take 1.96. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.0000, 0.7935",
        "1, 1, 0.2065, 1.0000",
        "0, 10, 0.0000, 0.2775",
        "1, 10, 0.0179, 0.4042",
        "5, 10, 0.2366, 0.7634",
        "10, 10, 0.7225, 1.0000",
        "50, 100, 0.4038, 0.5962",
        "81, 263, 0.2553, 0.3662",
        "10, 1000, 0.0054, 0.0183",
    })
    void theIntervalIsWilsons(long part, long n, double low, double high) {
        Proportion rate = new Proportion(part, n);
        assertThat(rate.low()).isCloseTo(low, within(0.0001));
        assertThat(rate.high()).isCloseTo(high, within(0.0001));
    }

    @Test
    void theIntervalHoldsItsShareAndStaysBetweenZeroAndOne() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            long n = 1 + random.nextInt(10_000);
            Proportion rate = new Proportion(random.nextLong(n + 1), n);
            double share = (double) rate.part() / n;
            assertThat(rate.low()).isBetween(0.0, share + 1e-9);
            assertThat(rate.high()).isBetween(share - 1e-9, 1.0);
        }
    }

    @Test
    void moreOfTheSameShareIsANarrowerInterval() {
        double width = 1;
        for (long n : new long[] {4, 40, 400, 4_000, 40_000}) {
            Proportion rate = new Proportion(n / 4, n);
            assertThat(rate.high() - rate.low()).isLessThan(width);
            width = rate.high() - rate.low();
        }
    }

    @Test
    void theIntervalOfTheOthersIsTheMirror() {
        for (long part = 0; part <= 30; part++) {
            assertThat(new Proportion(part, 30).low())
                    .isCloseTo(1 - new Proportion(30 - part, 30).high(), within(1e-12));
        }
    }

    @Test
    void ofNothingAnyShareIsPossible() {
        Proportion nothing = new Proportion(0, 0);
        assertThat(nothing.low()).isZero();
        assertThat(nothing.high()).isEqualTo(1);
        assertThat(nothing.text()).isEqualTo("–");
        assertThat(nothing.interval()).isEqualTo("none yet");
    }

    @Test
    void aPartGreaterThanTheWholeCountsAsTheWhole() {
        assertThat(new Proportion(12, 10).text()).isEqualTo(new Proportion(10, 10).text());
        assertThat(new Proportion(12, 10).low()).isEqualTo(new Proportion(10, 10).low());
        assertThat(new Proportion(12, 10).high()).isEqualTo(1);
        assertThat(new Proportion(12, 10).evidence()).startsWith("10 of 10");
    }

    @Test
    void sharesAreApartOnlyWhereTheirIntervalsDoNotMeet() {
        assertThat(new Proportion(10, 100).apartFrom(new Proportion(40, 100))).isTrue();
        assertThat(new Proportion(40, 100).apartFrom(new Proportion(10, 100))).isTrue();
        assertThat(new Proportion(1, 10).apartFrom(new Proportion(4, 10))).isFalse();
        assertThat(new Proportion(30, 100).apartFrom(new Proportion(30, 100))).isFalse();
    }

    @Test
    void nothingIsApartFromNothing() {
        assertThat(new Proportion(0, 0).apartFrom(new Proportion(50, 50))).isFalse();
        assertThat(new Proportion(50, 50).apartFrom(new Proportion(0, 0))).isFalse();
    }
}
