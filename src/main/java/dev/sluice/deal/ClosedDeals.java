package dev.sluice.deal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sluice.platform.MoneyTotals;
import dev.sluice.statistics.Proportion;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeMap;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The deals that closed in a month or a quarter, whenever they were opened and whenever their people came.
 *
 * @param from the first day
 * @param period "2026-03" or "2026-Q1"
 * @param amount what the won ones brought, by currency
 * @param wonWithoutAmount how many won ones have no amount, and are not in it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClosedDeals(
        LocalDate from, String period, long won, long lost, MoneyTotals amount, long wonWithoutAmount) {
    static ClosedDeals none(LocalDate from, String period) {
        return new ClosedDeals(from, period, 0, 0, new MoneyTotals(new TreeMap<>()), 0);
    }

    /** All of them as those of one period. */
    static ClosedDeals sum(LocalDate from, String period, Collection<ClosedDeals> parts) {
        ClosedDeals sum = none(from, period);
        for (ClosedDeals part : parts) {
            sum = new ClosedDeals(
                    from,
                    period,
                    sum.won + part.won,
                    sum.lost + part.lost,
                    sum.amount.plus(part.amount),
                    sum.wonWithoutAmount + part.wonWithoutAmount);
        }
        return sum;
    }

    @JsonIgnore
    public Proportion rate() {
        return new Proportion(won, won + lost);
    }
}
