package dev.sluice.insight.cohort;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.report.FunnelReportRows;
import dev.sluice.platform.database.ConnectionPools;
import dev.sluice.platform.database.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The five metrics of whoever a filter shows, beside the stretch before, slice by slice, and group by group. */
@Component
public class Metrics {
    static final int SLICES = 12;
    private static final int GROUPS = 40;
    private static final Duration DEAR = Duration.ofMillis(50);

    /** Whoever asks waits for so long rather than see old figures. */
    private static final Duration WAITED_FOR = Duration.ofSeconds(2);

    /** A stretch of the period with the people who began in it. */
    public record Slice(Instant from, Instant to, CohortMetrics measure) {}

    /** {@code before} is as {@link ReportFilter#before}; null where the period has no beginning. */
    public record Five(
            ReportFilter filter, CohortMetrics now, @Nullable CohortMetrics before, List<Slice> slices) {}

    /** A group of people by its key, "" for those of whom nothing is known; {@code mature} once their figures stand. */
    public record GroupMetrics(String key, CohortMetrics measure, boolean mature) {}

    /**
     * An answer that was dear. It is given again without a thought for twenty times as long as it took. After that it
     * is counted anew, and one that would keep people waiting is still given meanwhile.
     */
    private record CachedMetrics(Object answer, Instant counted, Duration took, AtomicBoolean counting) {
        boolean old(Instant now) {
            return Duration.between(counted, now).compareTo(took.multipliedBy(20)) > 0;
        }
    }

    private final CohortRows rows;
    private final FunnelReportRows reports;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<List<Object>, CachedMetrics> kept = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Metrics(CohortRows rows, FunnelReportRows reports, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.reports = reports;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public Five five(int workspace, ReportFilter filter) {
        return once(workspace, filter, "five", () -> {
            Instant from = filter.from() == null
                    ? reports.earliest(workspace, filter.run().id())
                            .orElse(filter.to())
                            .minusSeconds(1)
                    : filter.from();
            Instant begin = from.isBefore(filter.to()) ? from : filter.to().minusSeconds(1);
            List<Instant> edges = edges(begin, filter.to());
            List<CohortMetrics> measures = Stream.generate(
                            () -> new CohortMetrics(filter.run().definition().stages()))
                    .limit(SLICES)
                    .toList();
            rows.measure(
                    filter,
                    new CohortSql(workspace, filter, CohortBreakdown.SLICE).edges(edges),
                    bucket -> measures.get(Math.clamp(Integer.parseInt(String.valueOf(bucket)), 1, SLICES) - 1));
            ReportFilter before = filter.before();
            List<Slice> slices = IntStream.range(0, SLICES)
                    .mapToObj(i ->
                            new Slice(edges.get(i), i + 1 < SLICES ? edges.get(i + 1) : filter.to(), measures.get(i)))
                    .toList();
            return new Five(filter, sum(filter, measures), before == null ? null : whole(workspace, before), slices);
        });
    }

    /** The lower edges of equal slices of the period. */
    private static List<Instant> edges(Instant from, Instant to) {
        Duration slice = Duration.between(from, to).dividedBy(SLICES);
        return IntStream.range(0, SLICES)
                .mapToObj(i -> from.plus(slice.multipliedBy(i)).truncatedTo(ChronoUnit.MICROS))
                .toList();
    }

    private static CohortMetrics sum(ReportFilter filter, List<CohortMetrics> measures) {
        CohortMetrics sum = new CohortMetrics(filter.run().definition().stages());
        measures.forEach(sum::add);
        return sum;
    }

    /** Everybody of the filter as one group. */
    public CohortMetrics measure(int workspace, ReportFilter filter) {
        return once(workspace, filter, "whole", () -> whole(workspace, filter));
    }

    private CohortMetrics whole(int workspace, ReportFilter filter) {
        CohortMetrics all = new CohortMetrics(filter.run().definition().stages());
        rows.measure(filter, new CohortSql(workspace, filter, CohortBreakdown.NOTHING), key -> all);
        return all;
    }

    /** The groups, the largest first; months in their order, the newest first. */
    public List<GroupMetrics> by(int workspace, ReportFilter filter, CohortBreakdown by) {
        return once(workspace, filter, by.name(), () -> {
            List<Stage> stages = filter.run().definition().stages();
            Map<String, CohortMetrics> groups = new HashMap<>();
            List<YearMonth> months = by == CohortBreakdown.MONTH ? months(workspace, filter) : List.of();
            CohortSql sql = new CohortSql(workspace, filter, by);
            if (by == CohortBreakdown.MONTH) {
                sql.edges(months.stream()
                        .map(month -> month.atDay(1).atStartOfDay(filter.zone()).toInstant())
                        .toList());
            }
            if (by == CohortBreakdown.TRAIT) {
                sql.byTrait(filter.trait());
            }
            rows.measure(
                    filter, sql, key -> groups.computeIfAbsent(name(by, key, months), one -> new CohortMetrics(stages)));
            CohortMetrics total = new CohortMetrics(stages);
            groups.values().forEach(total::add);
            Double usual = total.toWin().quantile(0.9);
            Comparator<GroupMetrics> order = by == CohortBreakdown.MONTH
                    ? Comparator.comparing(GroupMetrics::key).reversed()
                    : Comparator.comparingLong((GroupMetrics row) ->
                                    row.measure().figures().people())
                            .reversed()
                            .thenComparing(GroupMetrics::key);
            return groups.entrySet().stream()
                    .filter(group -> group.getValue().figures().people() > 0)
                    .map(group -> new GroupMetrics(
                            group.getKey(),
                            group.getValue(),
                            by != CohortBreakdown.MONTH
                                    || mature(
                                            filter,
                                            YearMonth.parse(group.getKey())
                                                    .plusMonths(1)
                                                    .atDay(1)
                                                    .atStartOfDay(filter.zone())
                                                    .toInstant(),
                                            usual)))
                    .sorted(order)
                    .limit(GROUPS)
                    .toList();
        });
    }

    /** Whoever came before that end has had the time that nine of ten winners took. */
    public static boolean mature(ReportFilter filter, Instant end, @Nullable Double usualHours) {
        return usualHours != null
                && !end.plusSeconds(Math.round(usualHours * 3600)).isAfter(filter.seen());
    }

    private List<YearMonth> months(int workspace, ReportFilter filter) {
        Instant first = filter.from() == null
                ? reports.earliest(workspace, filter.run().id()).orElse(filter.to())
                : filter.from();
        YearMonth last = YearMonth.from(filter.to().atZone(filter.zone()));
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

    public List<CohortRows.DrillDownRow> behind(int workspace, ReportFilter filter, int stage, StageOutcome fate, int limit) {
        return read(
                workspace,
                () -> rows.behind(filter, new CohortSql(workspace, filter, CohortBreakdown.NOTHING), stage, fate, limit));
    }

    public List<CohortRows.BehindDeal> deals(int workspace, ReportFilter filter, String state, int limit) {
        return read(
                workspace,
                () -> rows.deals(filter, new CohortSql(workspace, filter, CohortBreakdown.NOTHING), state, limit));
    }

    public ResponseCurve curve(int workspace, ReportFilter filter) {
        return once(
                workspace,
                filter,
                "curve",
                () -> rows.curve(filter, new CohortSql(workspace, filter, CohortBreakdown.NOTHING)));
    }

    public ThresholdAudit audit(int workspace, ReportFilter filter, String stage) {
        return read(
                workspace,
                () -> new ThresholdAudit(
                        rows.scores(filter, new CohortSql(workspace, filter, CohortBreakdown.NOTHING), stage)));
    }

    public List<String> choices(int workspace, ReportFilter filter, CohortBreakdown by) {
        return once(workspace, filter, "choices " + by, () -> rows.choices(new CohortSql(workspace, filter, by), GROUPS));
    }

    private <T> T read(int workspace, Supplier<T> work) {
        return ConnectionPools.reports(() -> tenancy.read(workspace, work));
    }

    @SuppressWarnings("unchecked") // what a question was answered with before is of the type of that question
    private <T> T once(int workspace, ReportFilter filter, String what, Supplier<T> work) {
        List<Object> question = List.of(
                workspace,
                filter.run().id(),
                what,
                filter.parameters(),
                filter.from() == null ? "" : filter.from(),
                filter.to().equals(filter.seen()) ? "" : filter.to(),
                filter.asOf() ? filter.seen() : "");
        CachedMetrics known = kept.getIfPresent(question);
        boolean old = known == null || known.old(clock.instant());
        if (known == null || (old && known.took().compareTo(WAITED_FOR) <= 0)) {
            known = count(workspace, question, work);
        } else if (old && known.counting().compareAndSet(false, true)) {
            AtomicBoolean counting = known.counting();
            Thread.ofVirtual().name("metrics-" + workspace).start(() -> {
                try {
                    count(workspace, question, work);
                } finally {
                    counting.set(false); // what failed is tried again by whoever asks next
                }
            });
        }
        return (T) known.answer();
    }

    private CachedMetrics count(int workspace, List<Object> question, Supplier<?> work) {
        Instant begun = clock.instant();
        Object answer = read(workspace, work);
        Instant counted = clock.instant();
        CachedMetrics known = new CachedMetrics(answer, counted, Duration.between(begun, counted), new AtomicBoolean());
        if (known.took().compareTo(DEAR) > 0) {
            kept.put(question, known);
        } else {
            kept.invalidate(question);
        }
        return known;
    }
}
