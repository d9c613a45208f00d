package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.insight.Definitions;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of a group of people: the books balance whatever the people did. */
class FunnelCountsTest {
    private static final List<Stage> STAGES = Definitions.fourStages().stages();
    private static final int WON = 1 << 3;

    /** One person: the stages reached as bits, and what became of them. */
    private record Someone(int reached, StandingOutcome outcome) {
        boolean at(int stage) {
            return (reached >> stage & 1) == 1;
        }

        boolean past(int stage) {
            return reached >> (stage + 1) != 0;
        }

        StandingOutcome became() {
            return (reached & WON) != 0 ? StandingOutcome.WON : outcome;
        }
    }

    private static List<Someone> crowd(long seed, int size) {
        Random random = new Random(seed);
        StandingOutcome[] open = {StandingOutcome.ACTIVE, StandingOutcome.LOST, StandingOutcome.DISQUALIFIED};
        List<Someone> crowd = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            crowd.add(new Someone(random.nextInt(16), open[random.nextInt(3)]));
        }
        return crowd;
    }

    private static FunnelCounts figures(List<Someone> people) {
        FunnelCounts figures = new FunnelCounts(STAGES);
        people.forEach(one -> figures.add(one.reached(), one.outcome().ordinal(), 1));
        return figures;
    }

    private static long count(List<Someone> people, Predicate<Someone> which) {
        return people.stream().filter(which).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void peopleAreCountedAsOneByOne(long seed) {
        List<Someone> people = crowd(seed, 500);
        FunnelCounts figures = figures(people);
        Predicate<Someone> inside = one -> one.reached() != 0;

        assertThat(figures.people()).isEqualTo(count(people, inside));
        assertThat(figures.outside()).isEqualTo(count(people, inside.negate()));
        assertThat(figures.won()).isEqualTo(count(people, one -> one.at(3)));
        assertThat(figures.lost()).isEqualTo(count(people, inside.and(one -> one.became() == StandingOutcome.LOST)));
        assertThat(figures.disqualified())
                .isEqualTo(count(people, inside.and(one -> one.became() == StandingOutcome.DISQUALIFIED)));
        assertThat(figures.open()).isEqualTo(count(people, inside.and(one -> one.became() == StandingOutcome.ACTIVE)));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void ofEachStageThoseWhoStoppedAreCountedWhereTheyStopped(long seed) {
        List<Someone> people = crowd(seed, 500);
        FunnelCounts figures = figures(people);
        for (int i = 0; i < 4; i++) {
            int stage = i;
            FunnelCounts.StageCounts at = figures.stage(stage);
            Predicate<Someone> stopped = one -> one.at(stage) && !one.past(stage);
            assertThat(at.reached()).isEqualTo(count(people, one -> one.at(stage)));
            assertThat(at.wentOn()).isEqualTo(count(people, one -> one.at(stage) && one.past(stage)));
            assertThat(at.lost()).isEqualTo(count(people, stopped.and(one -> one.became() == StandingOutcome.LOST)));
            assertThat(at.disqualified())
                    .isEqualTo(count(people, stopped.and(one -> one.became() == StandingOutcome.DISQUALIFIED)));
            assertThat(at.open()).isEqualTo(count(people, stopped.and(one -> one.became() == StandingOutcome.ACTIVE)));
        }
    }

    @Test
    void twoGroupsAddUp() {
        List<Someone> all = crowd(9, 300);
        FunnelCounts sum = figures(all.subList(0, 120));
        sum.add(figures(all.subList(120, 300)));
        FunnelCounts together = figures(all);

        assertThat(sum.people()).isEqualTo(together.people());
        assertThat(sum.outside()).isEqualTo(together.outside());
        assertThat(sum.open()).isEqualTo(together.open());
        for (int i = 0; i < 4; i++) {
            assertThat(sum.stage(i).reached()).isEqualTo(together.stage(i).reached());
            assertThat(sum.stage(i).open()).isEqualTo(together.stage(i).open());
        }
    }

    @Test
    void whoWonAndWasLostLaterHasWon() {
        FunnelCounts figures = new FunnelCounts(STAGES);
        figures.add(0b1111, StandingOutcome.LOST.ordinal(), 5);

        assertThat(figures.won()).isEqualTo(5);
        assertThat(figures.lost()).isZero();
        assertThat(figures.stage(3).open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 0.333333", "2, 3, 0.666667", "0, 5, 0", "5, 5, 1"})
    void aShareHasSixDigits(long part, long whole, double share) {
        assertThat(FunnelCounts.share(part, whole)).isEqualTo(share);
    }

    @Test
    void aShareOfNoOneIsNone() {
        assertThat(FunnelCounts.share(0, 0)).isNull();
    }

    @Test
    void aMeasureReadsItsRatesFromTheFigures() {
        CohortMetrics measure = new CohortMetrics(STAGES);
        measure.figures().add(0, StandingOutcome.ACTIVE.ordinal(), 60);
        measure.figures().add(0b0001, StandingOutcome.ACTIVE.ordinal(), 20);
        measure.figures().add(0b0011, StandingOutcome.LOST.ordinal(), 9);
        measure.figures().add(0b0111, StandingOutcome.ACTIVE.ordinal(), 4);
        measure.figures().add(0b0111, StandingOutcome.LOST.ordinal(), 3);
        measure.figures().add(0b0111, StandingOutcome.DISQUALIFIED.ordinal(), 2);
        measure.figures().add(0b1111, StandingOutcome.ACTIVE.ordinal(), 2);

        assertThat(measure.conversion(0)).isEqualTo(new Proportion(20, 40));
        assertThat(measure.handedOn()).isEqualTo(new Proportion(11, 20));
        assertThat(measure.close()).as("those who are open are not decided").isEqualTo(new Proportion(2, 7));
        assertThat(measure.captured()).isEqualTo(new Proportion(40, 100));
    }

    @Test
    void withoutSalesOrAWonStageNothingIsHandedOnOrClosed() {
        CohortMetrics measure = new CohortMetrics(STAGES.subList(0, 2));

        assertThat(measure.handedOn()).isNull();
        assertThat(measure.close()).isNull();
        assertThat(CohortMetrics.beforeSales(STAGES)).isEqualTo(1);
        assertThat(CohortMetrics.beforeWon(STAGES)).isEqualTo(2);
        assertThat(CohortMetrics.beforeSales(List.of())).isEqualTo(-1);
    }

    @Test
    void measuresAddAllTheirParts() {
        CohortMetrics one = new CohortMetrics(STAGES);
        one.stay(0).add(5, true, 2);
        one.waits().answered(60, 3);
        one.deals().add("won", 1);
        CohortMetrics other = new CohortMetrics(STAGES);
        other.stay(0).add(9, false, 1);
        other.toWin().add(40, true, 1);
        other.waits().unanswered(true, 2);
        other.deals().add("lost", 3);
        one.add(other);

        assertThat(one.stay(0).n()).isEqualTo(3);
        assertThat(one.toWin().went()).isEqualTo(1);
        assertThat(one.waits().n()).isEqualTo(3);
        assertThat(one.waits().waiting()).isEqualTo(2);
        assertThat(one.deals().close()).isEqualTo(new Proportion(1, 4));
    }
}
