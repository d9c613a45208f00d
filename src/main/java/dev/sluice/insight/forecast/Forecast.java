package dev.sluice.insight.forecast;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.forecast.ForecastRows.ClosedDeal;
import dev.sluice.insight.forecast.ForecastRows.SlippedDeal;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reckons what is to come, and what earlier forecasts came to. */
@Component
class Forecast {
    static final int WEEKS = 13;
    private static final int SLIPS = 20;

    /** The forecast of the deals that are to close in a month, beside what is won already and the target. */
    record ForecastMonth(
            String label,
            @Nullable LocalDate first,
            double won,
            WeightedPipeline written,
            WeightedPipeline lived,
            @Nullable Double target) {}

    /** What was open at the end of a week, what it was thought to bring, and what it has brought by now. */
    record ForecastWeek(
            LocalDate day,
            int open,
            WeightedPipeline written,
            WeightedPipeline lived,
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

    /** All of it, as it stood at {@code seen}. */
    record ForecastReport(
            DefinitionRun run,
            Instant seen,
            List<OpenDeal> open,
            WinProbabilities chances,
            WeightedPipeline written,
            WeightedPipeline lived,
            List<ForecastMonth> months,
            List<ForecastWeek> weeks,
            List<SlippedDeal> slips,
            SalesVelocity velocity,
            Map<String, List<WinRateRow>> groups,
            List<Map.Entry<String, Long>> reasons,
            Map<LocalDate, Double> targets) {}

    private final ForecastRows rows;
    private final Tenancy tenancy;

    Forecast(ForecastRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    ForecastReport report(int workspace, DefinitionRun run, ZoneId zone, Instant seen) {
        return ConnectionPools.reports(() -> tenancy.read(workspace, () -> reckoned(workspace, run, zone, seen)));
    }

    private ForecastReport reckoned(int workspace, DefinitionRun run, ZoneId zone, Instant seen) {
        int funnel = run.funnel();
        LocalDate today = seen.atZone(zone).toLocalDate();
        List<LocalDate> sundays = Stream.iterate(
                        today.with(TemporalAdjusters.previous(DayOfWeek.MONDAY)), day -> day.minusWeeks(1))
                .limit(WEEKS)
                .toList()
                .reversed();
        List<Instant> instants = new ArrayList<>(
                sundays.stream().map(day -> day.atStartOfDay(zone).toInstant()).toList());
        instants.add(seen);
        List<List<OpenDeal>> open = rows.open(workspace, funnel, instants);
        WinProbabilities chances = new WinProbabilities(run.definition(), rows.stays(workspace, funnel, seen));
        List<ForecastWeek> weeks = new ArrayList<>();
        for (int i = 0; i < sundays.size(); i++) {
            WinProbabilities then =
                    new WinProbabilities(run.definition(), rows.stays(workspace, funnel, instants.get(i)));
            weeks.add(week(sundays.get(i).minusDays(1), open.get(i), then));
        }
        Map<LocalDate, Double> targets = rows.targets(workspace);
        Instant year = today.minusYears(1).atStartOfDay(zone).toInstant();
        List<ClosedDeal> closed = rows.closed(workspace, funnel, year, seen);
        return new ForecastReport(
                run,
                seen,
                open.getLast(),
                chances,
                WeightedPipeline.of(open.getLast(), chances::written),
                WeightedPipeline.of(open.getLast(), chances::lived),
                months(today, zone, open.getLast(), chances, closed, targets),
                weeks,
                rows.slips(workspace, funnel, seen, SLIPS),
                velocity(workspace, run, zone, seen, open.getLast().size(), closed),
                new TreeMap<>(Map.of(
                        "source", groups(closed, ClosedDeal::source),
                        "owner", groups(closed, ClosedDeal::owner),
                        "size", groups(closed, Forecast::size))),
                reasons(closed),
                targets);
    }

    private static ForecastWeek week(LocalDate day, List<OpenDeal> open, WinProbabilities chances) {
        double won = sum(open, deal -> Boolean.TRUE.equals(deal.won()));
        double lost = sum(open, deal -> Boolean.FALSE.equals(deal.won()));
        return new ForecastWeek(
                day,
                open.size(),
                WeightedPipeline.of(open, chances::written),
                WeightedPipeline.of(open, chances::lived),
                won,
                lost,
                sum(open, deal -> deal.won() == null));
    }

    private static double sum(List<OpenDeal> open, Function<OpenDeal, Boolean> which) {
        return open.stream().filter(which::apply).mapToDouble(OpenDeal::amount).sum();
    }

    private static List<ForecastMonth> months(
            LocalDate today,
            ZoneId zone,
            List<OpenDeal> open,
            WinProbabilities chances,
            List<ClosedDeal> closed,
            Map<LocalDate, Double> targets) {
        List<ForecastMonth> months = new ArrayList<>();
        LocalDate first = today.withDayOfMonth(1);
        for (int i = 0; i < 3; i++) {
            LocalDate begin = first.plusMonths(i);
            LocalDate end = begin.plusMonths(1);
            boolean current = i == 0;
            List<OpenDeal> due = open.stream()
                    .filter(deal -> deal.expected() != null
                            && deal.expected().isBefore(end)
                            && (current || !deal.expected().isBefore(begin)))
                    .toList();
            double won = closed.stream()
                    .filter(deal -> deal.won()
                            && deal.amount() != null
                            && YearMonth.from(deal.at().atZone(zone)).equals(YearMonth.from(begin)))
                    .mapToDouble(deal -> deal.amount() == null ? 0 : deal.amount())
                    .sum();
            months.add(new ForecastMonth(
                    YearMonth.from(begin).toString(),
                    begin,
                    won,
                    WeightedPipeline.of(due, chances::written),
                    WeightedPipeline.of(due, chances::lived),
                    targets.get(begin)));
        }
        List<OpenDeal> rest = open.stream()
                .filter(deal -> deal.expected() == null || !deal.expected().isBefore(first.plusMonths(3)))
                .toList();
        months.add(new ForecastMonth(
                "later or without a date",
                null,
                0,
                WeightedPipeline.of(rest, chances::written),
                WeightedPipeline.of(rest, chances::lived),
                null));
        return months;
    }

    private SalesVelocity velocity(
            int workspace, DefinitionRun run, ZoneId zone, Instant seen, int open, List<ClosedDeal> closed) {
        Instant quarter = seen.minus(Duration.ofDays(90));
        List<ClosedDeal> recent =
                closed.stream().filter(deal -> !deal.at().isBefore(quarter)).toList();
        Proportion won = new Proportion(recent.stream().filter(ClosedDeal::won).count(), recent.size());
        double mean = mean(recent);
        double days = recent.stream()
                .filter(ClosedDeal::won)
                .mapToDouble(ClosedDeal::days)
                .average()
                .orElse(0);
        YearMonth now = YearMonth.from(seen.atZone(zone));
        LocalDate last = now.minusMonths(1).atDay(1);
        LocalDate before = now.minusMonths(2).atDay(1);
        String gate = beforeSales(run.definition());
        Map<LocalDate, Long> entered = gate == null
                ? Map.of()
                : rows.entered(
                        workspace,
                        run.funnel(),
                        gate,
                        before.atStartOfDay(zone).toInstant(),
                        now.atDay(1).atStartOfDay(zone).toInstant(),
                        zone.getId());
        long one = entered.getOrDefault(last, 0L);
        long other = entered.getOrDefault(before, 0L);
        return new SalesVelocity(
                recent.size(),
                won,
                mean,
                days,
                days == 0 || won.n() == 0 ? 0 : open * ((double) won.part() / won.n()) * mean / days,
                other == 0 ? null : (double) (one - other) / other,
                one,
                other);
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

    private static double mean(List<ClosedDeal> deals) {
        return deals.stream()
                .filter(ClosedDeal::won)
                .map(ClosedDeal::amount)
                .filter(amount -> amount != null)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    private static List<WinRateRow> groups(List<ClosedDeal> closed, Function<ClosedDeal, String> by) {
        Map<String, List<ClosedDeal>> groups = new TreeMap<>();
        closed.forEach(deal ->
                groups.computeIfAbsent(by.apply(deal), key -> new ArrayList<>()).add(deal));
        return groups.entrySet().stream()
                .map(group -> new WinRateRow(
                        group.getKey(),
                        new Proportion(
                                group.getValue().stream()
                                        .filter(ClosedDeal::won)
                                        .count(),
                                group.getValue().size()),
                        mean(group.getValue()),
                        group.getValue().stream()
                                .filter(ClosedDeal::won)
                                .mapToDouble(ClosedDeal::days)
                                .average()
                                .orElse(0)))
                .sorted(Comparator.comparingLong(
                                (WinRateRow group) -> group.won().n())
                        .reversed())
                .toList();
    }

    /** By the power of ten, so that deals of any trade fall into a handful of sizes. */
    private static String size(ClosedDeal deal) {
        Double amount = deal.amount();
        if (amount == null || amount <= 0) {
            return "no amount";
        }
        double power = Math.pow(10, Math.floor(Math.log10(amount)));
        double low = amount >= 5 * power ? 5 * power : amount >= 2 * power ? 2 * power : power;
        double high = low == 5 * power ? 10 * power : low == 2 * power ? 5 * power : 2 * power;
        return String.format(Locale.ROOT, "%,.0f to %,.0f", low, high);
    }

    private static List<Map.Entry<String, Long>> reasons(List<ClosedDeal> closed) {
        Map<String, Long> reasons = new TreeMap<>();
        closed.stream().filter(deal -> !deal.won()).forEach(deal -> reasons.merge(deal.reason(), 1L, Long::sum));
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
