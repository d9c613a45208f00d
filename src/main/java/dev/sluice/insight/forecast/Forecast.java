package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.forecast.ForecastReport.ForecastWeek;
import dev.sluice.insight.forecast.ForecastReport.SalesVelocity;
import dev.sluice.insight.forecast.ForecastRows.ClosedDeal;
import dev.sluice.platform.database.ConnectionPools;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.statistics.Proportion;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calculates the forecast, how earlier forecasts did, and the sales velocity. */
@Component
class Forecast {
    static final int WEEKS = 13;
    private static final int SLIPS = 20;
    private static final Duration VELOCITY_WINDOW = Duration.ofDays(90);

    private final ForecastRows rows;
    private final ForecastTargetRows targets;
    private final Tenancy tenancy;

    Forecast(ForecastRows rows, ForecastTargetRows targets, Tenancy tenancy) {
        this.rows = rows;
        this.targets = targets;
        this.tenancy = tenancy;
    }

    ForecastReport report(int workspace, DefinitionRun run, ZoneId zone, Instant seen) {
        return ConnectionPools.reports(() -> tenancy.read(workspace, () -> calculate(workspace, run, zone, seen)));
    }

    private ForecastReport calculate(int workspace, DefinitionRun run, ZoneId zone, Instant seen) {
        int funnel = run.funnel();
        LocalDate today = seen.atZone(zone).toLocalDate();
        List<LocalDate> mondays = Stream.iterate(
                        today.with(TemporalAdjusters.previous(DayOfWeek.MONDAY)), day -> day.minusWeeks(1))
                .limit(WEEKS)
                .toList()
                .reversed();
        List<Instant> instants = new ArrayList<>(
                mondays.stream().map(day -> day.atStartOfDay(zone).toInstant()).toList());
        instants.add(seen);
        List<List<OpenDeal>> openAt = rows.open(workspace, funnel, instants);
        List<ForecastWeek> weeks = new ArrayList<>();
        for (int i = 0; i < mondays.size(); i++) {
            weeks.add(week(mondays.get(i).minusDays(1), openAt.get(i), chances(workspace, run, instants.get(i))));
        }
        List<OpenDeal> open = openAt.getLast();
        WinProbabilities chances = chances(workspace, run, seen);
        Instant year = today.minusYears(1).atStartOfDay(zone).toInstant();
        List<ClosedDeal> closed = rows.closed(workspace, funnel, year, seen);
        return new ForecastReport(
                run,
                seen,
                open,
                chances,
                WeightedPipeline.of(open, chances::byDefinition),
                WeightedPipeline.of(open, chances::byHistory),
                new ForecastMonths(zone, open, chances, closed, targets.all(workspace)).from(today),
                weeks,
                rows.slips(workspace, funnel, seen, SLIPS),
                velocity(open.size(), closed, seen, qualified(workspace, run, zone, seen)),
                WinRates.of(closed),
                WinRates.reasons(closed));
    }

    private WinProbabilities chances(int workspace, DefinitionRun run, Instant by) {
        return new WinProbabilities(run.definition(), rows.stays(workspace, run.funnel(), by));
    }

    private static ForecastWeek week(LocalDate day, List<OpenDeal> open, WinProbabilities chances) {
        return new ForecastWeek(
                day,
                open.size(),
                WeightedPipeline.of(open, chances::byDefinition),
                WeightedPipeline.of(open, chances::byHistory),
                sum(open, deal -> Boolean.TRUE.equals(deal.won())),
                sum(open, deal -> Boolean.FALSE.equals(deal.won())),
                sum(open, deal -> deal.won() == null));
    }

    private static double sum(List<OpenDeal> open, Predicate<OpenDeal> condition) {
        return open.stream().filter(condition).mapToDouble(OpenDeal::amount).sum();
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
                zone.getId());
        return new QualifiedLeadCounts(entered.getOrDefault(last, 0L), entered.getOrDefault(before, 0L));
    }

    private static SalesVelocity velocity(
            int open, List<ClosedDeal> closed, Instant seen, QualifiedLeadCounts qualified) {
        Instant since = seen.minus(VELOCITY_WINDOW);
        List<ClosedDeal> recent =
                closed.stream().filter(deal -> !deal.at().isBefore(since)).toList();
        Proportion won = WinRates.won(recent);
        double mean = WinRates.mean(recent);
        double days = WinRates.days(recent);
        return new SalesVelocity(
                recent.size(),
                won,
                mean,
                days,
                days == 0 || won.n() == 0 ? 0 : open * ((double) won.part() / won.n()) * mean / days,
                qualified.before() == 0
                        ? null
                        : (double) (qualified.lastMonth() - qualified.before()) / qualified.before(),
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
