package dev.sluice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every curve of how soon people go on. */
class SurvivalLawsTest {

    private static SurvivalCurve random(long seed, boolean allSeenToTheEnd) {
        Random random = new Random(seed);
        SurvivalCurve survival = new SurvivalCurve();
        for (int i = 0; i < 60; i++) {
            boolean wentOn = random.nextInt(3) > 0;
            int time = wentOn || !allSeenToTheEnd ? random.nextInt(100) : 1_000;
            survival.add(time, wentOn, 1 + random.nextInt(4));
        }
        return survival;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whereAllAreSeenToTheEndTheCurveIsTheShareThatWentOn(long seed) {
        SurvivalCurve survival = random(seed, true);

        assertThat(survival.end().share()).isCloseTo((double) survival.went() / survival.n(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theCurveOnlyRisesAndItsIntervalHoldsIt(long seed) {
        SurvivalCurve survival = random(seed, false);
        double before = 0;
        for (int time = 0; time <= 100; time++) {
            SurvivalCurve.SurvivalPoint point = survival.at(time);
            assertThat(point.share()).isBetween(before - 1e-12, 1.0);
            assertThat(point.low()).isBetween(0.0, point.share() + 1e-12);
            assertThat(point.high()).isBetween(point.share() - 1e-12, 1.0);
            assertThat(point.time()).isLessThanOrEqualTo(time);
            before = point.share();
        }
        assertThat(survival.end().share()).isCloseTo(before, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void twoGroupsAddedAreOneGroupCountedTogether(long seed) {
        SurvivalCurve one = random(seed, false);
        SurvivalCurve both = random(seed, false);
        both.add(random(seed + 100, false));
        SurvivalCurve other = random(seed + 100, false);
        other.add(one);

        assertThat(both.n()).isEqualTo(other.n());
        assertThat(both.went()).isEqualTo(other.went());
        for (int time = 0; time <= 100; time += 7) {
            assertThat(both.at(time)).isEqualTo(other.at(time));
        }
    }

    @Test
    void stepsAreTheTimesAtWhichSomeoneWentOn() {
        SurvivalCurve survival = new SurvivalCurve();
        survival.add(9, true, 1);
        survival.add(4, true, 2);
        survival.add(6, false, 3);
        survival.add(4, false, 1);

        assertThat(survival.steps()).containsExactly(4, 9);
        assertThat(survival.at(8).time()).isEqualTo(4);
        assertThat(survival.at(3).time()).isZero();
    }

    @Test
    void ofNoOneNothingIsHeadedFor() {
        SurvivalCurve nobody = new SurvivalCurve();

        assertThat(nobody.n()).isZero();
        assertThat(nobody.end()).isEqualTo(new SurvivalCurve.SurvivalPoint(0, 0, 0, 0));
        assertThat(nobody.quantile(0.5)).isNull();
        assertThat(nobody.steps()).isEmpty();
    }

    @Test
    void whereNoOneWentOnThereIsNoTimeToGoOn() {
        SurvivalCurve open = new SurvivalCurve();
        open.add(5, false, 10);

        assertThat(open.end().share()).isZero();
        assertThat(open.quantile(0.5)).isNull();
    }

    @Test
    void whereAllWentOnAtOnceNoDoubtIsLeft() {
        SurvivalCurve all = new SurvivalCurve();
        all.add(3, true, 12);

        assertThat(all.end()).isEqualTo(new SurvivalCurve.SurvivalPoint(3, 1, 1, 1));
    }
}
