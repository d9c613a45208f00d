package dev.sluice.forecast;

import dev.sluice.forecast.DealRows.Closed;
import dev.sluice.forecast.DealRows.Slip;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.platform.Pools;
import dev.sluice.platform.Rate;
import dev.sluice.platform.Tenancy;
import dev.sluice.standing.Run;
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
class Outlook {
    static final int WEEKS = 13;
    private static final int SLIPS = 20;

    /** The forecast of the deals that are to close in a month, beside what is won already and the target. */
    record Month(
            String label,
            @Nullable LocalDate first,
            double won,
            Weighted written,
            Weighted lived,
            @Nullable Double target) {}

    /** What was open at the end of a week, what it was thought to bring, and what it has brought by now. */
    record Week(LocalDate day, int open, Weighted written, Weighted lived, double won, double lost, double still) {}

    /** Won and lost of a group of closed deals. */
    record Group(String name, Rate won, double mean, double days) {}

    /** Sales velocity: open deals times the share that is won times what a win brings, over the days that a win takes. */
    record Velocity(
            long closed,
            Rate won,
            double mean,
            double days,
            double perDay,
            @Nullable Double leads,
            long lastMonth,
            long before) {}

    /** All of it, as it stood at {@code seen}. */
    record Report(
            Run run,
            Instant seen,
            List<Open> open,
            Chances chances,
            Weighted written,
            Weighted lived,
            List<Month> months,
            List<Week> weeks,
            List<Slip> slips,
            Velocity velocity,
            Map<String, List<Group>> groups,
            List<Map.Entry<String, Long>> reasons,
            Map<LocalDate, Double> targets) {}

    private final DealRows rows;
    private final Tenancy tenancy;

    Outlook(DealRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    Report report(int workspace, Run run, ZoneId zone, Instant seen) {
        return Pools.reports(() -> tenancy.read(workspace, () -> reckoned(workspace, run, zone, seen)));
    }

    private Report reckoned(int workspace, Run run, ZoneId zone, Instant seen) {
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
        List<List<Open>> open = rows.open(workspace, funnel, instants);
        Chances chances = new Chances(run.definition(), rows.stays(workspace, funnel, seen));
        List<Week> weeks = new ArrayList<>();
        for (int i = 0; i < sundays.size(); i++) {
            Chances then = new Chances(run.definition(), rows.stays(workspace, funnel, instants.get(i)));
            weeks.add(week(sundays.get(i).minusDays(1), open.get(i), then));
        }
        Map<LocalDate, Double> targets = rows.targets(workspace);
        Instant year = today.minusYears(1).atStartOfDay(zone).toInstant();
        List<Closed> closed = rows.closed(workspace, funnel, year, seen);
        return new Report(
                run,
                seen,
                open.getLast(),
                chances,
                Weighted.of(open.getLast(), chances::written),
                Weighted.of(open.getLast(), chances::lived),
                months(today, zone, open.getLast(), chances, closed, targets),
                weeks,
                rows.slips(workspace, funnel, seen, SLIPS),
                velocity(workspace, run, zone, seen, open.getLast().size(), closed),
                new TreeMap<>(Map.of(
                        "source", groups(closed, Closed::source),
                        "owner", groups(closed, Closed::owner),
                        "size", groups(closed, Outlook::size))),
                reasons(closed),
                targets);
    }

    private static Week week(LocalDate day, List<Open> open, Chances chances) {
        double won = sum(open, deal -> Boolean.TRUE.equals(deal.won()));
        double lost = sum(open, deal -> Boolean.FALSE.equals(deal.won()));
        return new Week(
                day,
                open.size(),
                Weighted.of(open, chances::written),
                Weighted.of(open, chances::lived),
                won,
                lost,
                sum(open, deal -> deal.won() == null));
    }

    private static double sum(List<Open> open, Function<Open, Boolean> which) {
        return open.stream().filter(which::apply).mapToDouble(Open::amount).sum();
    }

    private static List<Month> months(
            LocalDate today,
            ZoneId zone,
            List<Open> open,
            Chances chances,
            List<Closed> closed,
            Map<LocalDate, Double> targets) {
        List<Month> months = new ArrayList<>();
        LocalDate first = today.withDayOfMonth(1);
        for (int i = 0; i < 3; i++) {
            LocalDate begin = first.plusMonths(i);
            LocalDate end = begin.plusMonths(1);
            boolean current = i == 0;
            List<Open> due = open.stream()
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
            months.add(new Month(
                    YearMonth.from(begin).toString(),
                    begin,
                    won,
                    Weighted.of(due, chances::written),
                    Weighted.of(due, chances::lived),
                    targets.get(begin)));
        }
        List<Open> rest = open.stream()
                .filter(deal -> deal.expected() == null || !deal.expected().isBefore(first.plusMonths(3)))
                .toList();
        months.add(new Month(
                "later or without a date",
                null,
                0,
                Weighted.of(rest, chances::written),
                Weighted.of(rest, chances::lived),
                null));
        return months;
    }

    private Velocity velocity(int workspace, Run run, ZoneId zone, Instant seen, int open, List<Closed> closed) {
        Instant quarter = seen.minus(Duration.ofDays(90));
        List<Closed> recent =
                closed.stream().filter(deal -> !deal.at().isBefore(quarter)).toList();
        Rate won = new Rate(recent.stream().filter(Closed::won).count(), recent.size());
        double mean = mean(recent);
        double days = recent.stream()
                .filter(Closed::won)
                .mapToDouble(Closed::days)
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
        return new Velocity(
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
            if (stages.get(i).owner() == Definition.Owner.SALES) {
                return stages.get(i - 1).id();
            }
        }
        return null;
    }

    private static double mean(List<Closed> deals) {
        return deals.stream()
                .filter(Closed::won)
                .map(Closed::amount)
                .filter(amount -> amount != null)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    private static List<Group> groups(List<Closed> closed, Function<Closed, String> by) {
        Map<String, List<Closed>> groups = new TreeMap<>();
        closed.forEach(deal ->
                groups.computeIfAbsent(by.apply(deal), key -> new ArrayList<>()).add(deal));
        return groups.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        new Rate(
                                group.getValue().stream().filter(Closed::won).count(),
                                group.getValue().size()),
                        mean(group.getValue()),
                        group.getValue().stream()
                                .filter(Closed::won)
                                .mapToDouble(Closed::days)
                                .average()
                                .orElse(0)))
                .sorted(Comparator.comparingLong((Group group) -> group.won().n())
                        .reversed())
                .toList();
    }

    /** By the power of ten, so that deals of any trade fall into a handful of sizes. */
    private static String size(Closed deal) {
        Double amount = deal.amount();
        if (amount == null || amount <= 0) {
            return "no amount";
        }
        double power = Math.pow(10, Math.floor(Math.log10(amount)));
        double low = amount >= 5 * power ? 5 * power : amount >= 2 * power ? 2 * power : power;
        double high = low == 5 * power ? 10 * power : low == 2 * power ? 5 * power : 2 * power;
        return String.format(Locale.ROOT, "%,.0f to %,.0f", low, high);
    }

    private static List<Map.Entry<String, Long>> reasons(List<Closed> closed) {
        Map<String, Long> reasons = new TreeMap<>();
        closed.stream().filter(deal -> !deal.won()).forEach(deal -> reasons.merge(deal.reason(), 1L, Long::sum));
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
