package dev.sluice.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DaysToWinTest {
    @Test
    void quantilesLieBetweenNeighboursAsTheShareSays() {
        DaysToWin days = new DaysToWin();
        days.add(10, 1);
        days.add(2, 2);
        days.add(-2, 1);
        assertThat(days.quantile(0.5)).isEqualTo(2.0);
        assertThat(days.quantile(0.75)).isEqualTo(4.0);
        assertThat(days.quantile(0)).isEqualTo(-2.0);
        assertThat(days.quantile(1)).isEqualTo(10.0);
    }

    @Test
    void ofNobodyThereIsNone() {
        assertThat(new DaysToWin().quantile(0.5)).isNull();
    }
}
