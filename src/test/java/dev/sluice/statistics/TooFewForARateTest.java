package dev.sluice.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.web.DisplayFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of fewer than five cases there is a count, and neither a rate nor an interval; of none there is nothing. */
class TooFewForARateTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, –, –, none yet, ''",
        "1, 1, 1 of 1, 1 of 1, too few for a rate, ''",
        "0, 4, 0 of 4, 0 of 4, too few for a rate, ''",
        "5, 5, 100.0 %, 100.0 % of 5, 56.6 to 100.0 %, of 5",
        "300, 1200, 25.0 %, '25.0 % of 1,200', 22.6 to 27.5 %, 'of 1,200'"
    })
    void aProportionSaysWhatItsCasesAllow(long part, long n, String text, String told, String interval, String base) {
        Proportion rate = new Proportion(part, n);
        assertThat(rate.text()).isEqualTo(text).isEqualTo(DisplayFormat.percent(part, n));
        assertThat(rate.told()).isEqualTo(told);
        assertThat(rate.interval()).isEqualTo(interval);
        assertThat(rate.base()).isEqualTo(base);
    }

    @Test
    void ofNothingNothingIsKnown() {
        Proportion rate = new Proportion(0, 0);
        assertThat(rate.share()).isNull();
        assertThat(rate.lowest()).isNull();
        assertThat(rate.highest()).isNull();
        assertThat(new Proportion(0, 1).share()).isEqualTo(0.0);
        assertThat(SampleSize.isEnough(4)).isFalse();
        assertThat(SampleSize.isEnough(5)).isTrue();
    }
}
