package dev.sluice.insight.leaks;

import dev.sluice.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * What a drop costs: of {@code rate.n()} people, the share that fell short of the reference, times the chance of whoever
 * goes on to win, times what a win brings.
 *
 * <p>The interval at 95 % adds the relative variances of the three factors, as for a product of independent estimates (L. A.
 * Goodman, 1960, to the first order): Var(L)/L² = Var(gap)/gap² + Var(chance)/chance² + Var(worth)/worth².
 *
 * @param stage the stage that people stop at, "" for visitors
 * @param reference what the rate is held against
 * @param chance of those who reached the next stage and have had the time, how many won
 */
public record Leak(String stage, String next, Proportion rate, Reference reference, Proportion chance, LeakCost worth) {
    private static final double Z = 1.96;

    /** No sample below this says anything. */
    static final int FEWEST = 30;

    /**
     * What a rate could be.
     *
     * @param from where it was that good, in words
     * @param n the sample behind it, 0 for a benchmark
     */
    public record Reference(String from, double share, long n) {
        static Reference of(String from, Proportion rate) {
            return new Reference(from, (double) rate.part() / rate.n(), rate.n());
        }

        double variance() {
            return n == 0 ? 0 : share * (1 - share) / n;
        }
    }

    /** What a won deal brought: mean, deviation and how many it is the mean of. */
    public record LeakCost(double mean, double deviation, long n, String currency) {}

    /** How far the rate falls short; 0 where it does not. */
    double gap() {
        return Math.max(0, reference.share() - share(rate));
    }

    /** How many more would have gone on. */
    public double people() {
        return rate.n() * gap();
    }

    /** The chance to win of whoever goes on. */
    double chances() {
        return share(chance);
    }

    public double money() {
        return people() * chances() * worth.mean();
    }

    /** Whether won deals say what a win brings, so that the leak has a price. */
    public boolean isPriced() {
        return worth.n() > 0;
    }

    /** Whether the price has an interval: one won deal has no deviation, and nothing lost or won leaves none to compare. */
    public boolean hasInterval() {
        return worth.n() > 1 && gap() > 0 && share(chance) > 0 && worth.mean() != 0;
    }

    /** The lower end of the price's interval; the price itself where it has none. */
    public double low() {
        return Math.max(0, money() * (1 - Z * Math.sqrt(relative())));
    }

    public double high() {
        return money() * (1 + Z * Math.sqrt(relative()));
    }

    private double relative() {
        double gap = gap();
        double chances = share(chance);
        if (!hasInterval()) {
            return 0;
        }
        double ofGap = share(rate) * (1 - share(rate)) / rate.n() + reference.variance();
        double ofChance = chances * (1 - chances) / chance.n();
        double ofWorth = worth.deviation() * worth.deviation() / worth.n();
        return ofGap / (gap * gap) + ofChance / (chances * chances) + ofWorth / (worth.mean() * worth.mean());
    }

    /** The smallest of the samples that this rests on. */
    long smallest() {
        long least = Math.min(rate.n(), Math.min(chance.n(), worth.n()));
        return reference.n() == 0 ? least : Math.min(least, reference.n());
    }

    /** Whether the whole interval lies above nothing and no sample is too small. */
    boolean certain() {
        return smallest() >= FEWEST && hasInterval() && low() > 0;
    }

    private static double share(@Nullable Proportion rate) {
        return rate == null || rate.n() == 0 ? 0 : (double) rate.part() / rate.n();
    }
}
