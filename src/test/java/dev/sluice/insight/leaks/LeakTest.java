package dev.sluice.insight.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.insight.leaks.Leak.Reference;
import dev.sluice.statistics.Proportion;
import org.junit.jupiter.api.Test;

class LeakTest {
    private static final LeakCost WORTH = new LeakCost(10_000, 4_000, 64, "EUR");

    /** 200 people of whom 40 went on; 60 of 150 did elsewhere; of 100 that go on 25 win. */
    private static Leak leak() {
        return new Leak(
                "Lead", "MQL", new Proportion(40, 200), new Reference("May", 0.4, 150), new Proportion(25, 100), WORTH);
    }

    @Test
    void theCostIsPeopleTimesGapTimesChanceTimesWorth() {
        assertThat(leak().people()).isCloseTo(40, within(1e-9));
        assertThat(leak().money()).isCloseTo(40 * 0.25 * 10_000, within(1e-6));
    }

    @Test
    void theIntervalAddsTheRelativeVariancesOfTheThreeFactors() {
        double gap = (0.2 * 0.8 / 200 + 0.4 * 0.6 / 150) / (0.2 * 0.2);
        double chance = 0.25 * 0.75 / 100 / (0.25 * 0.25);
        double worth = 4_000.0 * 4_000 / 64 / (10_000.0 * 10_000);
        double reach = 1.96 * Math.sqrt(gap + chance + worth);
        assertThat(leak().low()).isCloseTo(100_000 * (1 - reach), within(1e-6));
        assertThat(leak().high()).isCloseTo(100_000 * (1 + reach), within(1e-6));
        assertThat(leak().certain()).isTrue();
    }

    @Test
    void aBenchmarkIsNoSampleAndAddsNoVariance() {
        Leak leak = new Leak(
                "MQL",
                "SQL",
                new Proportion(10, 200),
                new Reference("the benchmark", 0.13, 0),
                new Proportion(25, 100),
                WORTH);
        assertThat(leak.smallest()).isEqualTo(64);
        assertThat(leak.money()).isCloseTo(200 * 0.08 * 0.25 * 10_000, within(1e-6));
    }

    @Test
    void whatIsAsGoodAsElsewhereLeaksNothing() {
        Leak none = new Leak(
                "Lead", "MQL", new Proportion(90, 200), new Reference("May", 0.4, 150), new Proportion(25, 100), WORTH);
        assertThat(none.gap()).isZero();
        assertThat(none.money()).isZero();
        assertThat(none.certain()).isFalse();
    }

    @Test
    void fewPeopleAreWeakEvidenceHoweverWideTheGap() {
        Leak few = new Leak(
                "SQL", "Won", new Proportion(2, 20), new Reference("May", 0.9, 40), new Proportion(25, 100), WORTH);
        assertThat(few.smallest()).isEqualTo(20);
        assertThat(few.certain()).isFalse();
    }
}
