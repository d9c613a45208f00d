package dev.sluice.insight.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.insight.forecast.WeightedPipeline.Chance;
import dev.sluice.insight.history.OpenDeal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every sum of deals weighted by their chances. */
class WeightedLawsTest {

    private static OpenDeal deal(long id, double amount) {
        return new OpenDeal(id, "Deal " + id, "Olga", "sales", "offer", BigDecimal.valueOf(amount), null, 3);
    }

    private static double amount(OpenDeal deal) {
        return Objects.requireNonNull(deal.amount()).doubleValue();
    }

    private static Chance chance(OpenDeal deal) {
        return new Chance(deal.deal() % 11 / 10.0, 0, "written");
    }

    private static List<OpenDeal> deals(long seed, int n) {
        Random random = new Random(seed);
        List<OpenDeal> deals = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            deals.add(deal(i, random.nextInt(10_000)));
        }
        return deals;
    }

    @Test
    void ofNoDealsNothingIsForecast() {
        WeightedPipeline nothing = WeightedPipeline.of(List.of(), WeightedLawsTest::chance);

        assertThat(nothing).isEqualTo(new WeightedPipeline(0, 0, BigDecimal.ZERO, 0, 0));
        assertThat(nothing.low()).isZero();
        assertThat(nothing.high()).isZero();
    }

    @Test
    void whatIsCertainHasNoInterval() {
        WeightedPipeline sure = WeightedPipeline.of(List.of(deal(1, 500), deal(2, 700)), deal -> new Chance(1, 0, ""));

        assertThat(sure.mean()).isEqualTo(1_200);
        assertThat(sure.low()).isEqualTo(1_200);
        assertThat(sure.high()).isEqualTo(1_200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theMeanAndTheVarianceOfTwoHeapsAddUp(long seed) {
        List<OpenDeal> all = deals(seed, 40);
        WeightedPipeline one = WeightedPipeline.of(all.subList(0, 15), WeightedLawsTest::chance);
        WeightedPipeline other = WeightedPipeline.of(all.subList(15, 40), WeightedLawsTest::chance);
        WeightedPipeline both = WeightedPipeline.of(all, WeightedLawsTest::chance);

        assertThat(both.mean()).isCloseTo(one.mean() + other.mean(), within(1e-6));
        assertThat(both.sum()).isEqualByComparingTo(one.sum().add(other.sum()));
        assertThat(both.deviation()).isCloseTo(Math.hypot(one.deviation(), other.deviation()), within(1e-6));
        assertThat(both.deals()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void theMeanIsWhatManyDrawsComeToOnAverage(long seed) {
        List<OpenDeal> deals = deals(seed, 12);
        WeightedPipeline weighted = WeightedPipeline.of(deals, WeightedLawsTest::chance);
        Random random = new Random(seed);
        int draws = 20_000;
        double sum = 0;
        double inside = 0;
        for (int i = 0; i < draws; i++) {
            double won = deals.stream()
                    .filter(deal -> random.nextDouble() < chance(deal).share())
                    .mapToDouble(deal -> amount(deal))
                    .sum();
            sum += won;
            inside += won >= weighted.low() && won <= weighted.high() ? 1 : 0;
        }

        assertThat(sum / draws).isCloseTo(weighted.mean(), within(weighted.deviation() * 5 / Math.sqrt(draws)));
        assertThat(inside / draws).isGreaterThan(0.9);
    }

    @Test
    void aChanceThatWasCountedFromFewIsLessCertainThanOneFromMany() {
        List<OpenDeal> deals = deals(9, 10);
        double few = WeightedPipeline.of(deals, deal -> new Chance(0.5, 20, "")).deviation();
        double many =
                WeightedPipeline.of(deals, deal -> new Chance(0.5, 2_000, "")).deviation();
        double written =
                WeightedPipeline.of(deals, deal -> new Chance(0.5, 0, "")).deviation();

        assertThat(few).isGreaterThan(many);
        assertThat(many).isGreaterThan(written);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void theIntervalHoldsTheMeanAndStaysWithinWhatIsOpen(long seed) {
        WeightedPipeline weighted = WeightedPipeline.of(deals(seed, 3), WeightedLawsTest::chance);

        assertThat(weighted.low()).isBetween(0.0, weighted.mean() + 1e-9);
        assertThat(weighted.high())
                .isBetween(weighted.mean() - 1e-9, weighted.sum().doubleValue() + 1e-9);
    }
}
