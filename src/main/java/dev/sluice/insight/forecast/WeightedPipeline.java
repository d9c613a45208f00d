package dev.sluice.insight.forecast;

import dev.sluice.insight.history.OpenDeal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Open deals weighted by their chances. Each deal is won or not, independently of the others: the mean is the sum of amount
 * times chance, the variance the sum of amount² times chance times (1 - chance) (a Poisson binomial distribution). Where a
 * chance was itself counted from n deals, all that share it are wrong together: the squared sum of their amounts times
 * chance times (1 - chance) / n is added. The interval is 1.96 deviations on either side. A deal without an amount is
 * counted and adds nothing to any figure.
 *
 * @param unknown how many of the deals have no amount
 */
record WeightedPipeline(double mean, double deviation, BigDecimal sum, int deals, int unknown) {
    /** A chance from 0 to 1, counted from {@code n} deals; n is 0 for one that was only declared in the definition. */
    record Chance(double share, long n, String reason) {}

    static WeightedPipeline of(List<OpenDeal> deals, Function<OpenDeal, Chance> chances) {
        double mean = 0;
        double variance = 0;
        int unknown = 0;
        BigDecimal sum = BigDecimal.ZERO;
        Map<Chance, Double> together = new HashMap<>();
        for (OpenDeal deal : deals) {
            if (deal.amount() == null) {
                unknown++;
                continue;
            }
            Chance chance = chances.apply(deal);
            double amount = deal.amount().doubleValue();
            mean += amount * chance.share();
            variance += amount * amount * chance.share() * (1 - chance.share());
            sum = sum.add(deal.amount());
            together.merge(chance, amount, Double::sum);
        }
        for (Map.Entry<Chance, Double> shared : together.entrySet()) {
            Chance chance = shared.getKey();
            if (chance.n() > 0) {
                variance += shared.getValue() * shared.getValue() * chance.share() * (1 - chance.share()) / chance.n();
            }
        }
        return new WeightedPipeline(mean, Math.sqrt(variance), sum, deals.size(), unknown);
    }

    /** Whether the figures say anything: there are amounts, or no deals that could have some. */
    boolean known() {
        return unknown < deals || deals == 0;
    }

    double low() {
        return Math.max(0, mean - 1.96 * deviation);
    }

    double high() {
        return Math.min(sum.doubleValue(), mean + 1.96 * deviation);
    }
}
