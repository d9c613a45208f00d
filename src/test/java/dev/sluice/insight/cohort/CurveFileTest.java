package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.insight.cohort.ResponseCurve.ResponseBand;
import dev.sluice.platform.web.Chart;
import dev.sluice.statistics.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The curve of answers as a picture and as a file. */
class CurveFileTest {

    private static ResponseCurve curve() {
        ResponseCurve curve = new ResponseCurve();
        curve.answered(200, true, 30);
        curve.answered(200, false, 10);
        curve.answered(20_000, true, 5);
        curve.answered(20_000, false, 20);
        curve.answered(1_000, true, 2);
        curve.unanswered(true, 1);
        curve.unanswered(false, 9);
        return curve;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "300, 0",
        "301, 1",
        "1800, 1",
        "1801, 2",
        "3600, 2",
        "3601, 3",
        "14400, 3",
        "14401, 4",
        "86400, 4",
        "86401, 5",
        "259200, 5",
        "259201, 6",
        "9000000000, 6"
    })
    void aBandHoldsItsLastSecond(long seconds, int band) {
        ResponseCurve curve = new ResponseCurve();
        curve.answered(seconds, true, 1);

        for (int i = 0; i < 7; i++) {
            assertThat(curve.bands().get(i).rate()).isEqualTo(i == band ? new Proportion(1, 1) : new Proportion(0, 0));
        }
    }

    @Test
    void oddsAreTakenToNotTaken() {
        ResponseBand first = curve().bands().getFirst();

        assertThat(first.odds()).isEqualTo(3);
        assertThat(first.low())
                .isCloseTo(new Proportion(30, 40).low() / (1 - new Proportion(30, 40).low()), within(1e-12));
        assertThat(first.high()).isGreaterThan(3);
        assertThat(first.tells()).isTrue();
    }

    @Test
    void whereAllOrNoneWereTakenThereAreNoOdds() {
        assertThat(curve().bands().get(1).rate()).isEqualTo(new Proportion(2, 2));
        assertThat(curve().bands().get(1).tells()).isFalse();
        assertThat(curve().bands().get(2).tells()).isFalse();
    }

    @Test
    void aCurveNeedsOddsAtTwoTimes() {
        ResponseCurve one = new ResponseCurve();
        one.answered(10, true, 1);
        one.answered(10, false, 1);

        assertThat(one.drawable()).isFalse();
        assertThat(curve().drawable()).isTrue();
        assertThat(new ResponseCurve().drawable()).isFalse();
    }

    @Test
    void withinAndLaterAreAllLeadsTogether() {
        assertThat(curve().within(300)).isEqualTo(new Proportion(30, 40));
        assertThat(curve().later(300)).isEqualTo(new Proportion(8, 37));
        assertThat(curve().never()).isEqualTo(new Proportion(1, 10));
    }

    @Test
    void theFileHasEveryBandAndThoseNotAnswered() {
        List<List<String>> cells = List.copyOf(curve().cells());

        assertThat(cells).hasSize(9);
        assertThat(cells)
                .extracting(List::getFirst)
                .containsExactly(
                        "answered within", "5 min", "30 min", "1 h", "4 h", "1 d", "3 d", "later", "not answered");
        assertThat(cells).allSatisfy(row -> assertThat(row).hasSize(8));
        assertThat(cells.get(1)).startsWith("5 min", "40", "30").contains("3.0");
        assertThat(cells.get(2)).startsWith("30 min", "2", "2").endsWith("", "", "");
        assertThat(cells.get(8)).startsWith("not answered", "10", "1").endsWith("", "", "");
    }

    @Test
    void thePictureLeavesAHoleWhereNothingIsKnown() {
        Chart.Series odds = curve().chart().series().getFirst();

        assertThat(odds.values()).hasSize(7);
        assertThat(odds.values().get(0).at()).isEqualTo(3.0);
        assertThat(odds.values().get(0).note()).isEqualTo("of 40");
        assertThat(odds.values().get(1)).isEqualTo(Chart.Value.NONE);
    }
}
