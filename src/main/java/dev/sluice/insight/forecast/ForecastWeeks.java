package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.insight.forecast.DealHistory.DatedStay;
import dev.sluice.insight.forecast.DealHistory.DealMoment;
import dev.sluice.insight.forecast.ForecastReport.ForecastWeek;
import dev.sluice.insight.forecast.ForecastReport.WeekOutcome;
import dev.sluice.insight.forecast.WinProbabilities.StageStay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What earlier forecasts said, each with what was known then, and what has become of their deals by {@code seen}. */
record ForecastWeeks(
        Definition definition, List<DealHistory> histories, List<DatedStay> stays, String currency, Instant seen) {
    static ForecastWeeks of(Definition definition, List<DealHistory> histories, String currency, Instant seen) {
        List<DatedStay> stays = histories.stream()
                .flatMap(history -> history.stays().stream())
                .sorted(Comparator.comparing(DatedStay::stay, StageStay.LONGEST_FIRST))
                .toList();
        return new ForecastWeeks(definition, histories, stays, currency, seen);
    }

    /** The open deals in the currency, and the chances that history gave them. */
    record Outlook(List<OpenDeal> open, WinProbabilities chances) {
        WeightedPipeline byDefinition() {
            return WeightedPipeline.of(open, chances::byDefinition);
        }

        WeightedPipeline byHistory() {
            return WeightedPipeline.of(open, chances::byHistory);
        }
    }

    Outlook at(Instant instant) {
        List<OpenDeal> open = histories.stream()
                .filter(history -> isOpen(history, instant))
                .map(history -> history.openAt(instant))
                .filter(Objects::nonNull)
                .toList();
        List<StageStay> known = stays.stream()
                .filter(stay -> stay.known(instant))
                .map(DatedStay::stay)
                .toList();
        return new Outlook(open, new WinProbabilities(definition, known));
    }

    private boolean isOpen(DealHistory history, Instant instant) {
        DealMoment then = history.at(instant);
        return then != null && then.open() && then.currency().equals(currency);
    }

    /** @param day the last day of the week, {@code end} its last instant */
    ForecastWeek week(LocalDate day, Instant end) {
        BigDecimal won = BigDecimal.ZERO;
        BigDecimal lost = BigDecimal.ZERO;
        BigDecimal still = BigDecimal.ZERO;
        int wonDeals = 0;
        int lostDeals = 0;
        int stillDeals = 0;
        for (DealHistory history : histories) {
            if (!isOpen(history, end)) {
                continue;
            }
            BigDecimal then = amount(history.at(end));
            ClosedDeal closed = history.closedAt(seen);
            if (closed == null) {
                still = still.add(then);
                stillDeals++;
            } else if (closed.won()) {
                won = won.add(closed.amount() == null ? BigDecimal.ZERO : closed.amount());
                wonDeals++;
            } else {
                lost = lost.add(then);
                lostDeals++;
            }
        }
        Outlook outlook = at(end);
        return new ForecastWeek(
                day,
                outlook.byDefinition(),
                outlook.byHistory(),
                won,
                lost,
                still,
                new WeekOutcome(wonDeals, lostDeals, stillDeals));
    }

    private static BigDecimal amount(@Nullable DealMoment moment) {
        return moment == null || moment.amount() == null ? BigDecimal.ZERO : moment.amount();
    }
}
