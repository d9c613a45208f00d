package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.ForecastReport.ForecastMonth;
import dev.sluice.insight.history.ClosedDeal;
import dev.sluice.insight.history.OpenDeal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Divides the open deals by the month of their expected close: this month, which also has the overdue ones, the next two,
 * and the rest. All deals are in one currency.
 */
record ForecastMonths(
        ZoneId zone,
        List<OpenDeal> open,
        WinProbabilities chances,
        List<ClosedDeal> closed,
        Map<LocalDate, BigDecimal> targets) {
    private static final int MONTHS = 3;

    List<ForecastMonth> from(LocalDate today) {
        List<ForecastMonth> months = new ArrayList<>();
        LocalDate first = today.withDayOfMonth(1);
        for (int i = 0; i < MONTHS; i++) {
            months.add(month(first.plusMonths(i), i == 0));
        }
        LocalDate end = first.plusMonths(MONTHS);
        List<OpenDeal> rest = open.stream()
                .filter(deal -> deal.expected() == null || !deal.expected().isBefore(end))
                .toList();
        months.add(new ForecastMonth(
                "later or without a date",
                null,
                BigDecimal.ZERO,
                0,
                WeightedPipeline.of(rest, chances::byDefinition),
                WeightedPipeline.of(rest, chances::byHistory),
                null));
        return months;
    }

    private ForecastMonth month(LocalDate begin, boolean current) {
        LocalDate end = begin.plusMonths(1);
        List<OpenDeal> due = open.stream()
                .filter(deal -> deal.expected() != null
                        && deal.expected().isBefore(end)
                        && (current || !deal.expected().isBefore(begin)))
                .toList();
        YearMonth month = YearMonth.from(begin);
        List<ClosedDeal> won = closed.stream()
                .filter(deal ->
                        deal.won() && YearMonth.from(deal.at().atZone(zone)).equals(month))
                .toList();
        List<BigDecimal> amounts = WinRates.amounts(won);
        return new ForecastMonth(
                month.toString(),
                begin,
                amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                won.size() - amounts.size(),
                WeightedPipeline.of(due, chances::byDefinition),
                WeightedPipeline.of(due, chances::byHistory),
                targets.get(begin));
    }
}
