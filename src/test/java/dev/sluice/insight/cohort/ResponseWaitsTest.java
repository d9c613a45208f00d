package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.statistics.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Small counters of reports: how long leads waited, how deals ended, and what became of people. */
class ResponseWaitsTest {

    private static ResponseWaits waits() {
        ResponseWaits waits = new ResponseWaits();
        waits.answered(60, 2);
        waits.answered(600, 1);
        waits.answered(60, 1);
        waits.unanswered(true, 4);
        waits.unanswered(false, 5);
        return waits;
    }

    @Test
    void thoseWhoWaitAndThoseWhoWereNeverAnsweredStandApart() {
        assertThat(waits().n()).isEqualTo(4);
        assertThat(waits().waiting()).isEqualTo(4);
        assertThat(waits().never()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"59, 0", "60, 3", "599, 3", "600, 4", "100000, 4"})
    void anAnswerAtTheLastSecondIsInTime(long seconds, long leads) {
        assertThat(waits().within(seconds)).isEqualTo(leads);
    }

    @Test
    void onlyAnswersHaveATime() {
        assertThat(waits().quantile(0.5)).isEqualTo(60.0);
        assertThat(waits().quantile(1)).isEqualTo(600.0);
        assertThat(new ResponseWaits().quantile(0.5)).isNull();
    }

    @Test
    void twoGroupsOfWaitsAddUp() {
        ResponseWaits both = waits();
        both.add(waits());

        assertThat(both.n()).isEqualTo(8);
        assertThat(both.within(60)).isEqualTo(6);
        assertThat(both.waiting()).isEqualTo(8);
        assertThat(both.never()).isEqualTo(10);
    }

    @Test
    void aDealThatWasOpenedAgainIsOpen() {
        DealOutcomes ends = new DealOutcomes();
        ends.add("won", 3);
        ends.add("lost", 1);
        ends.add("open", 2);
        ends.add("reopened", 1);

        assertThat(ends.close()).isEqualTo(new Proportion(3, 4));
        assertThat(ends.lost()).isEqualTo(1);
        assertThat(ends.open()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(StageOutcome.class)
    void everyFateIsFoundByItsCode(StageOutcome fate) {
        assertThat(StageOutcome.of(fate.code())).isEqualTo(fate);
        assertThat(fate.code()).isLowerCase();
        assertThat(fate.words).isNotBlank();
    }

    @Test
    void threeFatesAreAboutTheFirstResponse() {
        assertThat(StageOutcome.values())
                .filteredOn(StageOutcome::answers)
                .containsExactly(StageOutcome.ANSWERED, StageOutcome.WAITING, StageOutcome.NEVER);
    }

    @Test
    void anUnknownFateNamesThoseThereAre() {
        assertThatThrownBy(() -> StageOutcome.of("gone"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("all, went_on, open, lost, disqualified, closed, answered, waiting, never");
    }
}
