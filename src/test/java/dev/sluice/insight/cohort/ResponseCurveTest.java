package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.statistics.Proportion;
import org.junit.jupiter.api.Test;

class ResponseCurveTest {
    @Test
    void eachBandHoldsThoseWhoWaitedLongerThanTheOneBefore() {
        ResponseCurve curve = new ResponseCurve();
        curve.answered(300, true, 3);
        curve.answered(300, false, 1);
        curve.answered(301, false, 2);
        curve.answered(90_000_000, true, 1);
        curve.unanswered(false, 5);
        assertThat(curve.bands().get(0).rate()).isEqualTo(new Proportion(3, 4));
        assertThat(curve.bands().get(0).odds()).isEqualTo(3);
        assertThat(curve.bands().get(1).rate()).isEqualTo(new Proportion(0, 2));
        assertThat(curve.within(1_800)).isEqualTo(new Proportion(3, 6));
        assertThat(curve.later(1_800)).isEqualTo(new Proportion(1, 6));
        assertThat(curve.never()).isEqualTo(new Proportion(0, 5));
    }
}
