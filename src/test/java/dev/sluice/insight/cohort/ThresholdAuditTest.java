package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.insight.cohort.ThresholdAudit.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdAuditTest {
    private static ThresholdAudit of(int won, double wonScore, int lost, double lostScore) {
        List<Score> scores = new ArrayList<>(Collections.nCopies(won, new Score(wonScore, true)));
        scores.addAll(Collections.nCopies(lost, new Score(lostScore, false)));
        return new ThresholdAudit(scores);
    }

    @Test
    void theThresholdThatPartsWinsFromLossesIsProposed() {
        ThresholdAudit.ThresholdCut cut = of(30, 52, 40, 27).proposed(25);
        assertThat(cut).isNotNull();
        assertThat(cut.threshold()).isEqualTo(50);
        assertThat(cut.wins().part()).isEqualTo(30);
        assertThat(cut.losses().part()).isEqualTo(40);
    }

    @Test
    void whatChanceAloneCouldHavePartedIsNoProposal() {
        List<Score> scores = new ArrayList<>(of(12, 37, 11, 37).scores());
        scores.addAll(of(14, 27, 20, 27).scores());
        ThresholdAudit mixed = new ThresholdAudit(scores);
        assertThat(mixed.cut(35).worth()).isPositive();
        assertThat(mixed.proposed(25)).isNull();
    }

    @Test
    void nothingIsProposedOfFewWhereItPartsNothingOrBelowWhatIsAskedFor() {
        assertThat(of(19, 52, 40, 27).proposed(25)).isNull();
        assertThat(of(30, 27, 40, 52).proposed(25)).isNull();
        assertThat(of(30, 52, 40, 27).proposed(55)).isNull();
    }
}
