package dev.sluice.insight.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.TestDefinitions;
import dev.sluice.insight.history.OpenDeal;
import dev.sluice.insight.history.StageStay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chance that an open deal is won, as it is written and as it was in own history. */
class WinProbabilitiesTest {
    private static final Definition DEFINITION = TestDefinitions.read("""
            funnel: sold
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
            disqualify:
              - {reason: student, when: {role: student}}
            routing:
              - {otherwise: true, to: team/inbound}
            pipelines:
              - id: sales
                stages:
                  - {id: talk, probability: 20, limit: 14d}
                  - {id: offer, probability: 55, limit: 14d}
            """);

    private static OpenDeal deal(String pipeline, String stage, double age) {
        return new OpenDeal(1, "Deal", "Olga", pipeline, stage, BigDecimal.valueOf(1_000), null, age);
    }

    /** So many stays of that length in the stage "offer", of which the first {@code won} were won. */
    private static List<StageStay> stays(int n, int won, double days) {
        List<StageStay> stays = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            stays.add(new StageStay("sales", "offer", days, i < won));
        }
        return stays;
    }

    @ParameterizedTest
    @CsvSource({"sales, talk, 0.2", "sales, offer, 0.55", "sales, gone, 0", "partners, offer, 0"})
    void theWrittenChanceIsThatOfTheStage(String pipeline, String stage, double share) {
        WinProbabilities chances = new WinProbabilities(DEFINITION, List.of());

        assertThat(chances.byDefinition(deal(pipeline, stage, 3)).share()).isEqualTo(share);
        assertThat(chances.byDefinition(deal(pipeline, stage, 3)).n()).isZero();
    }

    @Test
    void aStageThatTheDefinitionNoLongerHasSaysSo() {
        assertThat(new WinProbabilities(DEFINITION, List.of())
                        .byDefinition(deal("sales", "gone", 3))
                        .reason())
                .isEqualTo("its stage is not in the definition");
    }

    @Test
    void twentyStaysAreEnoughHistoryAndNineteenAreNot() {
        WinProbabilities few = new WinProbabilities(DEFINITION, stays(19, 19, 10));
        WinProbabilities enough = new WinProbabilities(DEFINITION, stays(20, 5, 10));

        assertThat(few.byHistory(deal("sales", "offer", 3)).share()).isEqualTo(0.55);
        assertThat(few.byHistory(deal("sales", "offer", 3)).n()).isZero();
        assertThat(enough.byHistory(deal("sales", "offer", 3)).share()).isEqualTo(0.25);
        assertThat(enough.byHistory(deal("sales", "offer", 3)).n()).isEqualTo(20);
    }

    @Test
    void aDealIsComparedWithThoseThatHadStayedAsLong() {
        List<StageStay> history = new ArrayList<>(stays(40, 36, 5));
        history.addAll(stays(20, 2, 30));
        WinProbabilities chances = new WinProbabilities(DEFINITION, history);

        assertThat(chances.byHistory(deal("sales", "offer", 4)).share()).isEqualTo(38 / 60.0);
        assertThat(chances.byHistory(deal("sales", "offer", 4)).reason()).isEqualTo("of those as long in this stage");
        assertThat(chances.byHistory(deal("sales", "offer", 6)).share()).isEqualTo(0.1);
    }

    @Test
    void whereTooFewStayedAsLongAllThatWereThereCount() {
        List<StageStay> history = new ArrayList<>(stays(40, 30, 5));
        history.addAll(stays(10, 0, 30));
        WinProbabilities chances = new WinProbabilities(DEFINITION, history);

        assertThat(chances.byHistory(deal("sales", "offer", 20)).share()).isEqualTo(30 / 50.0);
        assertThat(chances.byHistory(deal("sales", "offer", 20)).reason()).isEqualTo("of all that were in this stage");
    }

    @Test
    void historyOfOneStageSaysNothingOfAnother() {
        WinProbabilities chances = new WinProbabilities(DEFINITION, stays(50, 50, 9));

        assertThat(chances.byHistory(deal("sales", "talk", 1)).share()).isEqualTo(0.2);
        assertThat(chances.byHistory(deal("partners", "offer", 1)).share()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20", "100", "5000"})
    void aHistoryWithoutLossesDoesNotSayThatNothingIsLost(int n) {
        assertThat(new WinProbabilities(DEFINITION, stays(n, n, 10)).byHistory(deal("sales", "offer", 3)))
                .isEqualTo(new WinProbabilities(DEFINITION, List.of()).byDefinition(deal("sales", "offer", 3)));
    }

    @Test
    void nothingIsCertainHoweverItEndedSoFar() {
        List<StageStay> history = new ArrayList<>(stays(40, 10, 5));
        history.addAll(stays(30, 30, 50));
        WinProbabilities chances = new WinProbabilities(DEFINITION, history);

        assertThat(chances.byHistory(deal("sales", "offer", 20)).share()).isEqualTo(31 / 32.0);
        assertThat(new WinProbabilities(DEFINITION, stays(30, 0, 5))
                        .byHistory(deal("sales", "offer", 1))
                        .share())
                .isEqualTo(1 / 32.0);
    }
}
