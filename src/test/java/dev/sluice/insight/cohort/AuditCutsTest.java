package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.insight.cohort.ThresholdAudit.Score;
import dev.sluice.insight.cohort.ThresholdAudit.ThresholdCut;
import dev.sluice.platform.web.Chart;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each threshold would have kept and kept out. */
class AuditCutsTest {
    private static final ThresholdAudit SIX = new ThresholdAudit(List.of(
            new Score(21, true),
            new Score(34.9, true),
            new Score(35, true),
            new Score(22, false),
            new Score(24, false),
            new Score(51, false)));

    private static ThresholdAudit random(long seed) {
        Random random = new Random(seed);
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            boolean won = random.nextInt(3) == 0;
            scores.add(new Score(25 + random.nextInt(40) + (won ? 15 : 0), won));
        }
        return new ThresholdAudit(scores);
    }

    @Test
    void thresholdsGoInStepsOfFiveFromTheLowestScore() {
        assertThat(SIX.cuts()).extracting(ThresholdCut::threshold).containsExactly(20.0, 30.0, 35.0, 50.0);
    }

    @Test
    void aWinAtTheThresholdIsKeptAndALossBelowItKeptOut() {
        ThresholdCut cut = SIX.cut(35);

        assertThat(cut.wins()).isEqualTo(new Proportion(1, 3));
        assertThat(cut.losses()).isEqualTo(new Proportion(2, 3));
        assertThat(cut.worth()).isCloseTo(0, within(1e-12));
        assertThat(SIX.cut(30).worth()).isCloseTo(2 / 3.0 + 2 / 3.0 - 1, within(1e-12));
    }

    @Test
    void theLowestThresholdKeepsAllWinsAndKeepsNoOneOut() {
        ThresholdCut lowest = SIX.cuts().getFirst();

        assertThat(lowest.wins()).isEqualTo(new Proportion(3, 3));
        assertThat(lowest.losses()).isEqualTo(new Proportion(0, 3));
        assertThat(lowest.certain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noOtherThresholdPartsBetterThanTheProposedOne(long seed) {
        ThresholdAudit audit = random(seed);
        ThresholdCut proposed = audit.proposed(25);

        assertThat(proposed).isNotNull();
        assertThat(proposed.threshold()).isGreaterThan(25);
        assertThat(audit.cuts())
                .filteredOn(cut -> cut.threshold() > 25 && cut.certain())
                .allSatisfy(cut -> assertThat(cut.worth()).isLessThanOrEqualTo(proposed.worth()));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void aHigherThresholdKeepsFewerWinsAndMoreLossesOut(long seed) {
        List<ThresholdCut> cuts = random(seed).cuts();
        for (int i = 1; i < cuts.size(); i++) {
            assertThat(cuts.get(i).wins().part())
                    .isLessThanOrEqualTo(cuts.get(i - 1).wins().part());
            assertThat(cuts.get(i).losses().part())
                    .isGreaterThanOrEqualTo(cuts.get(i - 1).losses().part());
        }
    }

    @Test
    void theFileHasOneRowForEachThreshold() {
        assertThat(SIX.cells())
                .hasSize(5)
                .startsWith(List.of("at least", "wins", "wins kept", "losses", "losses kept out", "parts them by"));
        assertThat(SIX.cells().get(3)).startsWith("35.0", "3", "1", "3", "2");
    }

    @Test
    void thePictureHasBothCurvesOverTheThresholds() {
        Chart chart = SIX.chart();

        assertThat(chart.labels()).containsExactly("20", "30", "35", "50");
        assertThat(chart.series()).extracting(Chart.Series::name).containsExactly("Wins kept", "Losses kept out");
        assertThat(chart.series())
                .allSatisfy(series -> assertThat(series.values()).hasSize(4));
    }

    @Test
    void ofNoOneThereIsNothingToCut() {
        ThresholdAudit nobody = new ThresholdAudit(List.of());

        assertThat(nobody.cuts()).isEmpty();
        assertThat(nobody.proposed(0)).isNull();
        assertThat(nobody.cells()).hasSize(1);
        assertThat(nobody.cut(10).worth()).isEqualTo(-1);
    }
}
