package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.insight.forecast.ForecastReport.ForecastWeek;
import dev.sluice.insight.forecast.ForecastReport.WeekOutcome;
import dev.sluice.insight.history.ClosedDeal;
import dev.sluice.insight.history.DatedStay;
import dev.sluice.insight.history.DealHistory;
import dev.sluice.insight.history.DealHistory.DealMoment;
import dev.sluice.insight.history.OpenDeal;
import dev.sluice.insight.history.StageStay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What earlier forecasts said, each with what was known then, and what has become of their deals by now. */
final class ForecastWeeks {
    /** The open deals in the currency, and the chances that history gave them. */
    record Outlook(List<OpenDeal> open, WinProbabilities chances) {
        WeightedPipeline byDefinition() {
            return WeightedPipeline.of(open, chances::byDefinition);
        }

        WeightedPipeline byHistory() {
            return WeightedPipeline.of(open, chances::byHistory);
        }
    }

    /** A deal and how it has ended by now; null while it is open. */
    private record Tracked(DealHistory history, @Nullable ClosedDeal closed) {}

    private final Definition definition;
    private final String currency;
    private final List<Tracked> deals;
    private final List<DatedStay> stays;

    ForecastWeeks(Definition definition, List<DealHistory> histories, String currency, Instant now) {
        this.definition = definition;
        this.currency = currency;
        this.deals = histories.stream()
                .map(history -> new Tracked(history, history.closedAt(now)))
                .toList();
        this.stays = histories.stream()
                .flatMap(history -> history.stays().stream())
                .sorted(Comparator.comparing(DatedStay::stay, StageStay.LONGEST_FIRST))
                .toList();
    }

    Outlook at(Instant instant) {
        return outlook(instant, open(instant));
    }

    private List<Tracked> open(Instant instant) {
        List<Tracked> open = new ArrayList<>();
        for (Tracked deal : deals) {
            DealMoment then = deal.history().at(instant);
            if (then != null && then.open() && then.currency().equals(currency)) {
                open.add(deal);
            }
        }
        return open;
    }

    private Outlook outlook(Instant instant, List<Tracked> open) {
        List<StageStay> known = new ArrayList<>();
        for (DatedStay stay : stays) {
            if (stay.known(instant)) {
                known.add(stay.stay());
            }
        }
        return new Outlook(
                open.stream().map(deal -> deal.history().openAt(instant)).toList(),
                new WinProbabilities(definition, known));
    }

    /** @param day the last day of the week, {@code end} its last instant */
    ForecastWeek week(LocalDate day, Instant end) {
        List<Tracked> open = open(end);
        Outlook outlook = outlook(end, open);
        BigDecimal won = BigDecimal.ZERO;
        BigDecimal lost = BigDecimal.ZERO;
        BigDecimal still = BigDecimal.ZERO;
        int wonDeals = 0;
        int lostDeals = 0;
        for (int i = 0; i < open.size(); i++) {
            ClosedDeal closed = open.get(i).closed();
            BigDecimal then = orZero(outlook.open().get(i).amount());
            if (closed == null) {
                still = still.add(then);
            } else if (closed.won()) {
                won = won.add(orZero(closed.amount()));
                wonDeals++;
            } else {
                lost = lost.add(then);
                lostDeals++;
            }
        }
        return new ForecastWeek(
                day,
                outlook.byDefinition(),
                outlook.byHistory(),
                won,
                lost,
                still,
                new WeekOutcome(wonDeals, lostDeals, open.size() - wonDeals - lostDeals));
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
