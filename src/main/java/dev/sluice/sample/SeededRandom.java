package dev.sluice.sample;

import java.util.List;
import java.util.SplittableRandom;

/** Chance with a seed: the same throws in every run. */
final class SeededRandom {
    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private SeededRandom(SplittableRandom random) {
        this.random = random;
    }

    /** Chance of its own for one story, so that a longer story changes no other. */
    SeededRandom split() {
        return new SeededRandom(random.split());
    }

    /** True in that share of throws. */
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** A whole number from least to most. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double share() {
        return random.nextDouble();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** How often something happens that happens so often on average (Poisson). */
    int times(double average) {
        double limit = Math.exp(-average);
        int times = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            times++;
        }
        return times;
    }

    /** A span around a median, with the long tail that people's answers have (log-normal). */
    double about(double median, double spread) {
        return median * Math.exp(random.nextGaussian() * spread);
    }

    /** The index of the weight that was drawn. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double drawn = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            drawn -= weights[i];
            if (drawn < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
