package dev.sluice.sample;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers from a seed: the same in every run. */
final class SeededRandom {
    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private SeededRandom(SplittableRandom random) {
        this.random = random;
    }

    /** A generator for one story, so that a longer story changes no other. */
    SeededRandom split() {
        return new SeededRandom(random.split());
    }

    /** True in that share of calls. */
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** An integer between the two, inclusive. */
    int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    double share() {
        return random.nextDouble();
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
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

    /** A duration around a median, with the long tail of people's replies (log-normal). */
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
