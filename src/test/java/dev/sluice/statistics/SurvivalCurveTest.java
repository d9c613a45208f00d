package dev.sluice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SurvivalCurveTest {
    /**
     * By hand: ten people; 1 goes on at 2, one is seen no longer than 3, 2 go on at 5, one is seen until 6, 1 goes on at 8,
     * four are seen until 10. S(2) = 9/10; S(5) = 9/10 * 6/8 = 0.675; S(8) = 0.675 * 4/5 = 0.54.
     */
    private static SurvivalCurve ten() {
        SurvivalCurve ten = new SurvivalCurve();
        ten.add(2, true, 1);
        ten.add(3, false, 1);
        ten.add(5, true, 2);
        ten.add(6, false, 1);
        ten.add(8, true, 1);
        ten.add(10, false, 4);
        return ten;
    }

    @Test
    void theCurveIsTheOneWorkedOutByHand() {
        assertThat(ten().at(1).share()).isZero();
        assertThat(ten().at(2).share()).isCloseTo(0.1, within(1e-12));
        assertThat(ten().at(7).share()).isCloseTo(1 - 0.675, within(1e-12));
        assertThat(ten().end().share()).isCloseTo(1 - 0.54, within(1e-12));
    }

    @Test
    void theIntervalIsGreenwoods() {
        // variance of S(8): 0.54^2 * (1/(10*9) + 2/(8*6) + 1/(5*4))
        double reach = 1.96 * 0.54 * Math.sqrt(1 / 90.0 + 2 / 48.0 + 1 / 20.0);
        assertThat(ten().end().low()).isCloseTo(0.46 - reach, within(1e-12));
        assertThat(ten().end().high()).isCloseTo(0.46 + reach, within(1e-12));
    }

    @Test
    void openIsNotLostButLostHasNotGoneOn() {
        SurvivalCurve open = new SurvivalCurve();
        open.add(5, true, 1);
        open.add(1, false, 1); // came yesterday
        SurvivalCurve lost = new SurvivalCurve();
        lost.add(5, true, 1);
        lost.add(100, false, 1); // lost long ago, and seen all the time since
        assertThat(open.end().share()).isEqualTo(1);
        assertThat(lost.end().share()).isEqualTo(0.5);
    }

    @Test
    void quantilesAreOfThoseWhoWentOn() {
        assertThat(ten().quantile(0)).isEqualTo(2);
        assertThat(ten().quantile(0.5)).isEqualTo(5);
        assertThat(ten().quantile(1)).isEqualTo(8);
        assertThat(ten().quantile(0.9)).isCloseTo(5 + 0.7 * 3, within(1e-12));
    }

    @Test
    void aTimeBeforeTheArrivalCountsAsAtOnce() {
        SurvivalCurve early = new SurvivalCurve();
        early.add(-30, true, 1);
        assertThat(early.quantile(0.5)).isZero();
    }
}
