package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.ForecastRows.SlippedDeal;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.statistics.Proportion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forecast of a funnel's deals with all its tables, as of {@code seen}. */
record ForecastReport(
        DefinitionRun run,
        Instant seen,
        List<OpenDeal> open,
        WinProbabilities chances,
        WeightedPipeline byDefinition,
        WeightedPipeline byHistory,
        List<ForecastMonth> months,
        List<ForecastWeek> weeks,
        List<SlippedDeal> slips,
        SalesVelocity velocity,
        Map<String, List<WinRateRow>> groups,
        List<Map.Entry<String, Long>> reasons) {
    /** The forecast of the deals that are to close in a month, beside what is won already and the target. */
    record ForecastMonth(
            String label,
            @Nullable LocalDate first,
            double won,
            WeightedPipeline byDefinition,
            WeightedPipeline byHistory,
            @Nullable Double target) {}

    /** The deals open at the end of a week: their forecast of then, and what they have brought by now. */
    record ForecastWeek(
            LocalDate day,
            int open,
            WeightedPipeline byDefinition,
            WeightedPipeline byHistory,
            double won,
            double lost,
            double still) {}

    /** Won and lost of a group of closed deals. */
    record WinRateRow(String name, Proportion won, double mean, double days) {}

    /** Sales velocity: open deals times the share that is won times what a win brings, over the days that a win takes. */
    record SalesVelocity(
            long closed,
            Proportion won,
            double mean,
            double days,
            double perDay,
            @Nullable Double leads,
            long lastMonth,
            long before) {}
}
