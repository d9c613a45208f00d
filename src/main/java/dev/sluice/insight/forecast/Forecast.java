package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.forecast.ForecastReport.ForecastWeek;
import dev.sluice.insight.forecast.ForecastReport.SalesVelocity;
import dev.sluice.insight.forecast.ForecastWeeks.Outlook;
import dev.sluice.insight.history.ClosedDeal;
import dev.sluice.insight.history.DealHistory;
import dev.sluice.insight.history.DealHistoryRows;
import dev.sluice.insight.history.OpenDeal;
import dev.sluice.insight.history.SlippedDeal;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.ConnectionPools;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.Workspace;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calculates the forecast, how earlier forecasts did, and the sales velocity. */
@Component
class Forecast {
    static final int WEEKS = 13;
    private static final int SLIPS = 20;

    private final DealHistoryRows histories;
    private final ForecastRows rows;
    private final ForecastTargetRows targets;
    private final Tenancy tenancy;

    Forecast(DealHistoryRows histories, ForecastRows rows, ForecastTargetRows targets, Tenancy tenancy) {
        this.histories = histories;
        this.rows = rows;
        this.targets = targets;
        this.tenancy = tenancy;
    }

    /** @param currency "" for the workspace's or, where no deal is in that, the one of most deals */
    ForecastReport report(Workspace workspace, DefinitionRun run, Instant seen, String currency) {
        return ConnectionPools.reports(
                () -> tenancy.read(workspace.id(), () -> calculate(workspace, run, seen, currency)));
    }

    private ForecastReport calculate(Workspace workspace, DefinitionRun run, Instant seen, String asked) {
        ZoneId zone = workspace.timeZone();
        LocalDate today = seen.atZone(zone).toLocalDate();
        Instant year = today.minusYears(1).atStartOfDay(zone).toInstant();
        List<DealHistory> deals = histories.histories(workspace.id(), run.funnel(), seen);
        ForecastCurrency currency = ForecastCurrency.of(deals, asked, workspace.currency(), year, seen);
        ForecastWeeks past = new ForecastWeeks(run.definition(), deals, currency.code(), seen);
        Outlook now = past.at(seen);
        List<ClosedDeal> closed = deals.stream()
                .map(history -> history.closedAt(seen))
                .filter(Objects::nonNull)
                .filter(deal -> !deal.at().isBefore(year))
                .toList();
        List<ClosedDeal> own = WinRates.in(closed, currency.code());
        return new ForecastReport(
                run,
                currency.code(),
                seen,
                now.open().stream()
                        .sorted(Comparator.comparing(OpenDeal::amount, Comparator.nullsLast(Comparator.reverseOrder())))
                        .toList(),
                currency.others(),
                now.chances(),
                now.byDefinition(),
                now.byHistory(),
                new ForecastMonths(zone, now.open(), now.chances(), own, targets.all(workspace.id(), currency.code()))
                        .from(today),
                weeks(past, today, zone),
                SlippedDeal.worst(deals, seen, SLIPS),
                velocity(now.open().size(), own, seen, qualified(workspace.id(), run, zone, seen)),
                WinRates.of(closed, currency.code()),
                WinRates.reasons(closed));
    }

    private static List<ForecastWeek> weeks(ForecastWeeks past, LocalDate today, ZoneId zone) {
        return Stream.iterate(
                        today.with(TemporalAdjusters.previous(DayOfWeek.MONDAY)).minusDays(1), day -> day.minusWeeks(1))
                .limit(WEEKS)
                .toList()
                .reversed()
                .stream()
                .map(day -> past.week(day, Period.endOf(day, zone)))
                .toList();
    }

    /** How many people reached the stage before sales, last month and the month before. */
    private record QualifiedLeadCounts(long lastMonth, long before) {}

    private QualifiedLeadCounts qualified(int workspace, DefinitionRun run, ZoneId zone, Instant seen) {
        String gate = beforeSales(run.definition());
        if (gate == null) {
            return new QualifiedLeadCounts(0, 0);
        }
        YearMonth now = YearMonth.from(seen.atZone(zone));
        LocalDate last = now.minusMonths(1).atDay(1);
        LocalDate before = now.minusMonths(2).atDay(1);
        Map<LocalDate, Long> entered = rows.entered(
                workspace,
                run.funnel(),
                gate,
                before.atStartOfDay(zone).toInstant(),
                now.atDay(1).atStartOfDay(zone).toInstant(),
                zone);
        return new QualifiedLeadCounts(entered.getOrDefault(last, 0L), entered.getOrDefault(before, 0L));
    }

    private static SalesVelocity velocity(
            int open, List<ClosedDeal> closed, Instant seen, QualifiedLeadCounts qualified) {
        Instant since = seen.minus(Duration.ofDays(SalesVelocity.WINDOW));
        List<ClosedDeal> recent =
                closed.stream().filter(deal -> !deal.at().isBefore(since)).toList();
        Proportion won = WinRates.won(recent);
        Double mean = WinRates.mean(recent);
        Double days = WinRates.days(recent);
        long amounts = WinRates.amounts(recent).size();
        return new SalesVelocity(
                open,
                won,
                mean,
                amounts,
                days,
                amounts < SalesVelocity.ENOUGH || mean == null || days == null || days == 0
                        ? null
                        : (Double) (open * ((double) won.part() / won.n()) * mean / days),
                qualified.before() == 0
                        ? null
                        : (Double) ((double) (qualified.lastMonth() - qualified.before()) / qualified.before()),
                qualified.lastMonth(),
                qualified.before());
    }

    private static @Nullable String beforeSales(Definition definition) {
        List<Stage> stages = definition.stages();
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i).owner() == Definition.StageOwner.SALES) {
                return stages.get(i - 1).id();
            }
        }
        return null;
    }
}
