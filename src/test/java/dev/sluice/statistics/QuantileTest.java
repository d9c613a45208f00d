package dev.sluice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles of values that are counted are those of the values written out one by one. */
class QuantileTest {

    private static TreeMap<Long, Long> counted(List<Long> values) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        values.forEach(value -> counts.merge(value, 1L, Long::sum));
        return counts;
    }

    /** Between the two values on either side of the place (n - 1) * share in the sorted list. */
    private static double writtenOut(List<Long> values, double share) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) * (1 - (place - below)) + sorted.get(above) * (place - below);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countedAndWrittenOutAgree(long seed) {
        Random random = new Random(seed);
        List<Long> values = new ArrayList<>();
        for (int i = 1 + random.nextInt(200); i > 0; i--) {
            values.add((long) random.nextInt(40) - 10);
        }
        for (double share : new double[] {0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1}) {
            assertThat(Quantile.of(counted(values), share)).isCloseTo(writtenOut(values, share), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0.5, 25", "0.25, 17.5", "1, 40"})
    void ofFourTheMiddleLiesBetweenTheSecondAndTheThird(double share, double value) {
        assertThat(Quantile.of(counted(List.of(40L, 10L, 30L, 20L)), share)).isEqualTo(value);
    }

    @Test
    void ofOneEveryQuantileIsThatOne() {
        assertThat(Quantile.of(counted(List.of(7L)), 0.01)).isEqualTo(7.0);
        assertThat(Quantile.of(counted(List.of(7L)), 0.99)).isEqualTo(7.0);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Quantile.of(new TreeMap<>(), 0.5)).isNull();
        assertThat(Quantile.of(new TreeMap<>(Map.of(5L, 0L)), 0.5)).isNull();
    }
}
