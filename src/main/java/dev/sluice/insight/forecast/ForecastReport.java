package dev.sluice.insight.forecast;

import dev.sluice.insight.history.OpenDeal;
import dev.sluice.insight.history.SlippedDeal;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.statistics.Proportion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of a funnel's deals with all its tables, as of {@code seen}. Money is that of one currency.
 *
 * @param open the open deals in that currency
 * @param others how many deals are in other currencies: open, or closed in the last twelve months
 * @param groups win rates of deals in all currencies by source and owner, and by size of those in this one
 */
record ForecastReport(
        DefinitionRun run,
        String currency,
        Instant seen,
        List<OpenDeal> open,
        Map<String, Long> others,
        WinProbabilities chances,
        WeightedPipeline byDefinition,
        WeightedPipeline byHistory,
        List<ForecastMonth> months,
        List<ForecastWeek> weeks,
        List<SlippedDeal> slips,
        SalesVelocity velocity,
        Map<String, List<WinRateRow>> groups,
        List<Map.Entry<String, Long>> reasons) {
    /**
     * The forecast of the deals that are to close in a month, beside what is won already and the target.
     *
     * @param wonUnknown how many won deals have no amount
     */
    record ForecastMonth(
            String label,
            @Nullable LocalDate first,
            BigDecimal won,
            long wonUnknown,
            WeightedPipeline byDefinition,
            WeightedPipeline byHistory,
            @Nullable BigDecimal target) {
        /** Won already and to come by own history. */
        double expected() {
            return won.doubleValue() + byHistory.mean();
        }

        /** How pages mark the way to the target: it is missed, or met, with 95 % confidence; "" in between. */
        String course() {
            double aim = target == null ? 0 : target.doubleValue();
            boolean missed = byHistory.unknown() == 0 && won.doubleValue() + byHistory.high() < aim;
            return missed ? "is-late" : won.doubleValue() + byHistory.low() >= aim ? "is-good" : "";
        }
    }

    /**
     * The deals open at the end of a week: their forecast of then, and what has become of them.
     *
     * @param won what the deals won since have brought
     * @param lost what the deals lost since were thought to be worth then; those still open likewise
     * @param deals how many were won, lost, and are still open
     */
    record ForecastWeek(
            LocalDate day,
            WeightedPipeline byDefinition,
            WeightedPipeline byHistory,
            BigDecimal won,
            BigDecimal lost,
            BigDecimal still,
            WeekOutcome deals) {}

    /** How many deals of a week were won and lost since, and are still open. */
    record WeekOutcome(long won, long lost, long still) {}

    /**
     * Won and lost of a group of closed deals.
     *
     * @param mean what a won deal of the group brought; null where no amount is known
     * @param days how long a won deal took; null where none was won
     */
    record WinRateRow(
            String name,
            Proportion won,
            @Nullable Double mean,
            @Nullable Double days) {}

    /**
     * Sales velocity: open deals times the share that is won times what a win brings, over the days that a win takes.
     *
     * @param amounts of how many won deals the mean is
     * @param perDay null where too few deals were won to tell
     * @param leads the growth of qualified leads; null where there were none before
     */
    record SalesVelocity(
            int open,
            Proportion won,
            @Nullable Double mean,
            long amounts,
            @Nullable Double days,
            @Nullable Double perDay,
            @Nullable Double leads,
            long lastMonth,
            long before) {
        /** Over how many days. */
        static final int WINDOW = 90;

        /** The fewest won deals of which a velocity is told. */
        static final int ENOUGH = 5;

        long closed() {
            return won.n();
        }
    }
}
