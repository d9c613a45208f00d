package dev.sluice.outreach.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.outreach.outcome.OutcomeFigures;
import dev.sluice.outreach.outcome.StepStats;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of a step and its variants. */
class StepStatsTest {
    private static OutcomeFigures figures(String variant, long sent, long replied) {
        return new OutcomeFigures("s1", variant, sent, 0, 0, replied, 0, 0, 0, 0, 0);
    }

    private static StepStats stats(OutcomeFigures... variants) {
        return StepStats.of(List.of(variants)).getOrDefault("s1", StepStats.none("s1"));
    }

    @Test
    void theSumOfAStepIsThatOfItsVariants() {
        OutcomeFigures all = stats(figures("a", 40, 4), figures("b", 60, 9)).all();

        assertThat(all.sent()).isEqualTo(100);
        assertThat(all.replied()).isEqualTo(13);
    }

    @Test
    void theVariantWithClearlyMoreRepliesIsBetter() {
        assertThat(stats(figures("a", 200, 4), figures("b", 200, 60)).better()).isEqualTo("b");
    }

    @Test
    void noVariantIsBetterWhileTheDifferenceMayBeChance() {
        assertThat(stats(figures("a", 10, 1), figures("b", 10, 3)).better()).isEmpty();
    }

    @Test
    void aSingleVariantIsNotBetterThanItself() {
        assertThat(stats(figures("a", 200, 60)).better()).isEmpty();
    }
}
