package dev.sluice.insight.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.insight.forecast.WeightedPipeline.Chance;
import dev.sluice.insight.history.OpenDeal;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedPipelineTest {
    private static OpenDeal deal(long id, double amount) {
        return new OpenDeal(id, "Deal " + id, "Olga", "sales", "proposal", BigDecimal.valueOf(amount), null, 3);
    }

    @Test
    void theMeanAndTheDeviationAreThoseOfIndependentDeals() {
        WeightedPipeline both = WeightedPipeline.of(
                List.of(deal(1, 100), deal(2, 300)), deal -> new Chance(deal.deal() == 1 ? 0.5 : 0.2, 0, ""));
        assertThat(both.mean()).isCloseTo(110, within(1e-9));
        assertThat(both.deviation()).isCloseTo(Math.sqrt(100 * 100 * 0.25 + 300 * 300 * 0.16), within(1e-9));
        assertThat(both.low()).isZero();
        assertThat(both.high()).isCloseTo(110 + 1.96 * both.deviation(), within(1e-9));
    }

    @Test
    void dealsThatShareACountedChanceAreWrongTogether() {
        Chance shared = new Chance(0.5, 20, "");
        WeightedPipeline both = WeightedPipeline.of(List.of(deal(1, 100), deal(2, 300)), deal -> shared);
        double alone = 0.25 * (100 * 100 + 300 * 300);
        double together = 400.0 * 400 * 0.25 / 20;
        assertThat(both.deviation()).isCloseTo(Math.sqrt(alone + together), within(1e-9));
    }

    @Test
    void noForecastIsHigherThanAllThatIsOpen() {
        WeightedPipeline one = WeightedPipeline.of(List.of(deal(1, 100)), deal -> new Chance(0.9, 0, ""));
        assertThat(one.high()).isEqualTo(100);
    }

    @Test
    void aDealWithoutAnAmountIsCountedAndAddsToNoFigure() {
        OpenDeal without = new OpenDeal(3, "Deal 3", "Olga", "sales", "proposal", null, null, 3);
        WeightedPipeline known = WeightedPipeline.of(List.of(deal(1, 100)), deal -> new Chance(0.5, 20, ""));
        WeightedPipeline mixed = WeightedPipeline.of(List.of(deal(1, 100), without), deal -> new Chance(0.5, 20, ""));

        assertThat(mixed).isEqualTo(new WeightedPipeline(known.mean(), known.deviation(), known.sum(), 2, 1));
        assertThat(mixed.known()).isTrue();
        assertThat(WeightedPipeline.of(List.of(without, without), deal -> new Chance(0.5, 20, ""))
                        .known())
                .isFalse();
        assertThat(WeightedPipeline.of(List.of(), deal -> new Chance(0.5, 20, ""))
                        .known())
                .isTrue();
    }
}
