package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.Rate;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void eachBandHoldsThoseWhoWaitedLongerThanTheOneBefore() {
        Curve curve = new Curve();
        curve.answered(300, true, 3);
        curve.answered(300, false, 1);
        curve.answered(301, false, 2);
        curve.answered(90_000_000, true, 1);
        curve.unanswered(false, 5);
        assertThat(curve.bands().get(0).rate()).isEqualTo(new Rate(3, 4));
        assertThat(curve.bands().get(0).odds()).isEqualTo(3);
        assertThat(curve.bands().get(1).rate()).isEqualTo(new Rate(0, 2));
        assertThat(curve.within(1_800)).isEqualTo(new Rate(3, 6));
        assertThat(curve.later(1_800)).isEqualTo(new Rate(1, 6));
        assertThat(curve.never()).isEqualTo(new Rate(0, 5));
    }
}
