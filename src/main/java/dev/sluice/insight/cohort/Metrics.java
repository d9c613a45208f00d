package dev.sluice.insight.cohort;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.report.FunnelReportRows;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The five metrics of the people of a filter, beside the period before, slice by slice, and group by group. */
@Component
public class Metrics {
    public static final int SLICES = 12;

    /** The group of all that have no row of their own, where there are very many groups. */
    public static final String OTHERS = "(others)";

    private static final int MAX_GROUPS = 200;
    private static final int MAX_CHOICES = 40;

    /** A part of the period with the people who began in it. */
    public record Slice(Instant from, Instant to, CohortMetrics measure) {}

    /** {@code before} is as {@link ReportFilter#before}; null where the period has no beginning. */
    public record Five(
            ReportFilter filter,
            CohortMetrics now,
            @Nullable CohortMetrics before,
            List<Slice> slices) {}

    /** A group of people by its key, "" where nothing is known; {@code mature} once their figures no longer rise. */
    public record GroupMetrics(String key, CohortMetrics measure, boolean mature) {}

    private final CohortRows rows;
    private final FunnelReportRows reports;
    private final ReportCache cache;

    Metrics(CohortRows rows, FunnelReportRows reports, ReportCache cache) {
        this.rows = rows;
        this.reports = reports;
        this.cache = cache;
    }

    public Five five(int workspace, ReportFilter filter) {
        return cache.get(workspace, filter, "five", () -> {
            List<Slice> slices = slices(workspace, filter);
            CohortMetrics sum = empty(filter);
            slices.forEach(slice -> sum.add(slice.measure()));
            ReportFilter before = filter.before();
            return new Five(filter, sum, before == null ? null : all(workspace, before), slices);
        });
    }

    private List<Slice> slices(int workspace, ReportFilter filter) {
        Instant from = filter.from() == null ? first(workspace, filter).minusSeconds(1) : filter.from();
        Instant begin = from.isBefore(filter.to()) ? from : filter.to().minusSeconds(1);
        Duration length = Duration.between(begin, filter.to()).dividedBy(SLICES);
        List<Instant> edges = IntStream.range(0, SLICES)
                .mapToObj(i -> begin.plus(length.multipliedBy(i)).truncatedTo(ChronoUnit.MICROS))
                .toList();
        List<CohortMetrics> measures =
                Stream.generate(() -> empty(filter)).limit(SLICES).toList();
        rows.measure(
                filter,
                new CohortSql(workspace, filter, CohortBreakdown.SLICE).edges(edges),
                new DealSql(workspace, filter, CohortBreakdown.SLICE).edges(edges),
                bucket -> measures.get(Math.clamp(Integer.parseInt(String.valueOf(bucket)), 1, SLICES) - 1));
        return IntStream.range(0, SLICES)
                .mapToObj(
                        i -> new Slice(edges.get(i), i + 1 < SLICES ? edges.get(i + 1) : filter.to(), measures.get(i)))
                .toList();
    }

    /** When the first of the people began, or the first deal was dated. */
    private Instant first(int workspace, ReportFilter filter) {
        return Stream.concat(
                        reports.earliest(workspace, filter.run().id()).stream(),
                        rows.firstDeal(workspace, filter.run().funnel()).stream())
                .min(Comparator.naturalOrder())
                .orElse(filter.to());
    }

    private static CohortMetrics empty(ReportFilter filter) {
        return new CohortMetrics(filter.run().definition().stages());
    }

    /** All people of the filter as one group. */
    public CohortMetrics measure(int workspace, ReportFilter filter) {
        return cache.get(workspace, filter, "whole", () -> all(workspace, filter));
    }

    private CohortMetrics all(int workspace, ReportFilter filter) {
        CohortMetrics all = empty(filter);
        rows.measure(
                filter,
                new CohortSql(workspace, filter, CohortBreakdown.NOTHING),
                new DealSql(workspace, filter, CohortBreakdown.NOTHING),
                key -> all);
        return all;
    }

    /** The groups, the largest first; every month of the period in its order, the newest first. */
    public List<GroupMetrics> by(int workspace, ReportFilter filter, CohortBreakdown by) {
        return cache.get(workspace, filter, by.name(), () -> {
            Map<String, CohortMetrics> groups = groups(workspace, filter, by);
            CohortMetrics total = empty(filter);
            groups.values().forEach(total::add);
            Double usual = total.toWin().quantile(0.9);
            List<GroupMetrics> rows = groups.entrySet().stream()
                    .filter(group ->
                            by == CohortBreakdown.MONTH || !group.getValue().isEmpty())
                    .map(group -> new GroupMetrics(
                            group.getKey(),
                            group.getValue(),
                            by != CohortBreakdown.MONTH || mature(filter, end(filter, group.getKey()), usual)))
                    .sorted(order(by))
                    .toList();
            return by == CohortBreakdown.MONTH || rows.size() <= MAX_GROUPS ? rows : folded(filter, rows);
        });
    }

    /** All people of the filter, from their groups, which are a part of it each. */
    public static CohortMetrics sum(ReportFilter filter, List<GroupMetrics> groups) {
        CohortMetrics sum = empty(filter);
        groups.forEach(group -> sum.add(group.measure()));
        return sum;
    }

    /** The largest groups, and all the others as one, so that the rows add up to the whole. */
    private static List<GroupMetrics> folded(ReportFilter filter, List<GroupMetrics> rows) {
        CohortMetrics others = empty(filter);
        rows.subList(MAX_GROUPS, rows.size()).forEach(row -> others.add(row.measure()));
        List<GroupMetrics> folded = new ArrayList<>(rows.subList(0, MAX_GROUPS));
        folded.add(new GroupMetrics(OTHERS, others, true));
        return folded;
    }

    private Map<String, CohortMetrics> groups(int workspace, ReportFilter filter, CohortBreakdown by) {
        List<Stage> stages = filter.run().definition().stages();
        Map<String, CohortMetrics> groups = new HashMap<>();
        List<YearMonth> months = by == CohortBreakdown.MONTH ? months(workspace, filter) : List.of();
        CohortSql people = new CohortSql(workspace, filter, by);
        DealSql deals = new DealSql(workspace, filter, by);
        if (by == CohortBreakdown.MONTH) {
            List<Instant> edges = months.stream()
                    .map(month -> month.atDay(1).atStartOfDay(filter.zone()).toInstant())
                    .toList();
            people.edges(edges);
            deals.edges(edges);
            months.forEach(month -> groups.put(month.toString(), new CohortMetrics(stages)));
        }
        if (by == CohortBreakdown.TRAIT) {
            people.byTrait(filter.trait());
            deals.byTrait(filter.trait());
        }
        rows.measure(
                filter,
                people,
                deals,
                key -> groups.computeIfAbsent(name(by, key, months), group -> new CohortMetrics(stages)));
        return groups;
    }

    private static Comparator<GroupMetrics> order(CohortBreakdown by) {
        return by == CohortBreakdown.MONTH
                ? Comparator.comparing(GroupMetrics::key).reversed()
                : Comparator.comparingLong(
                                (GroupMetrics row) -> row.measure().figures().people())
                        .reversed()
                        .thenComparing(GroupMetrics::key);
    }

    private static Instant end(ReportFilter filter, String month) {
        return YearMonth.parse(month)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(filter.zone())
                .toInstant();
    }

    /** Whether people who began before that end have had the time that nine of ten winners took. */
    public static boolean mature(ReportFilter filter, Instant end, @Nullable Double usualHours) {
        return usualHours != null
                && !end.plusSeconds(Math.round(usualHours * 3600)).isAfter(filter.seen());
    }

    private List<YearMonth> months(int workspace, ReportFilter filter) {
        Instant first = filter.from() == null ? first(workspace, filter) : filter.from();
        YearMonth last = YearMonth.from(filter.lastDay());
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.from(first.atZone(filter.zone()));
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            months.add(month);
        }
        return months.isEmpty() ? List.of(last) : months;
    }

    private static String name(CohortBreakdown by, @Nullable String key, List<YearMonth> months) {
        return by == CohortBreakdown.MONTH
                ? months.get(Math.clamp(Integer.parseInt(String.valueOf(key)), 1, months.size()) - 1)
                        .toString()
                : key == null ? "" : key;
    }

    /** The values that a filter can have, the most frequent first. */
    public List<String> choices(int workspace, ReportFilter filter, CohortBreakdown by) {
        return cache.get(
                workspace,
                filter,
                "choices " + by,
                () -> rows.choices(new CohortSql(workspace, filter, by), MAX_CHOICES));
    }
}
