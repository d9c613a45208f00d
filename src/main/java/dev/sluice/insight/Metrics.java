package dev.sluice.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.CohortSql.By;
import dev.sluice.platform.Pools;
import dev.sluice.platform.Tenancy;
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

/** The five metrics of whoever a lens shows, beside the stretch before, slice by slice, and group by group. */
@Component
class Metrics {
    static final int SLICES = 12;
    private static final int GROUPS = 40;
    private static final Duration DEAR = Duration.ofMillis(50);

    /** Whoever asks waits for so long rather than see old figures. */
    private static final Duration WAITED_FOR = Duration.ofSeconds(2);

    /** A stretch of the period with the people who began in it. */
    record Slice(Instant from, Instant to, Measure measure) {}

    /** {@code before} is as {@link Lens#before}; null where the period has no beginning. */
    record Five(Lens lens, Measure now, @Nullable Measure before, List<Slice> slices) {}

    /** A group of people by its key, "" for those of whom nothing is known; {@code mature} once their figures stand. */
    record Row(String key, Measure measure, boolean mature) {}

    /**
     * An answer that was dear. It is given again without a thought for twenty times as long as it took. After that it
     * is counted anew, and one that would keep people waiting is still given meanwhile.
     */
    private record Kept(Object answer, Instant counted, Duration took, AtomicBoolean counting) {
        boolean old(Instant now) {
            return Duration.between(counted, now).compareTo(took.multipliedBy(20)) > 0;
        }
    }

    private final CohortRows rows;
    private final ReportRows reports;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Cache<List<Object>, Kept> kept = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Metrics(CohortRows rows, ReportRows reports, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.reports = reports;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    Five five(int workspace, Lens lens) {
        return once(workspace, lens, "five", () -> {
            Instant from = lens.from() == null
                    ? reports.earliest(workspace, lens.run().id())
                            .orElse(lens.to())
                            .minusSeconds(1)
                    : lens.from();
            Instant begin = from.isBefore(lens.to()) ? from : lens.to().minusSeconds(1);
            List<Instant> edges = edges(begin, lens.to());
            List<Measure> measures = Stream.generate(
                            () -> new Measure(lens.run().definition().stages()))
                    .limit(SLICES)
                    .toList();
            rows.measure(
                    lens,
                    new CohortSql(workspace, lens, By.SLICE).edges(edges),
                    bucket -> measures.get(Math.clamp(Integer.parseInt(String.valueOf(bucket)), 1, SLICES) - 1));
            Lens before = lens.before();
            List<Slice> slices = IntStream.range(0, SLICES)
                    .mapToObj(i ->
                            new Slice(edges.get(i), i + 1 < SLICES ? edges.get(i + 1) : lens.to(), measures.get(i)))
                    .toList();
            return new Five(lens, sum(lens, measures), before == null ? null : whole(workspace, before), slices);
        });
    }

    /** The lower edges of equal slices of the period. */
    private static List<Instant> edges(Instant from, Instant to) {
        Duration slice = Duration.between(from, to).dividedBy(SLICES);
        return IntStream.range(0, SLICES)
                .mapToObj(i -> from.plus(slice.multipliedBy(i)).truncatedTo(ChronoUnit.MICROS))
                .toList();
    }

    private static Measure sum(Lens lens, List<Measure> measures) {
        Measure sum = new Measure(lens.run().definition().stages());
        measures.forEach(sum::add);
        return sum;
    }

    /** Everybody of the lens as one group. */
    Measure measure(int workspace, Lens lens) {
        return once(workspace, lens, "whole", () -> whole(workspace, lens));
    }

    private Measure whole(int workspace, Lens lens) {
        Measure all = new Measure(lens.run().definition().stages());
        rows.measure(lens, new CohortSql(workspace, lens, By.NOTHING), key -> all);
        return all;
    }

    /** The groups, the largest first; months in their order, the newest first. */
    List<Row> by(int workspace, Lens lens, By by) {
        return once(workspace, lens, by.name(), () -> {
            List<Stage> stages = lens.run().definition().stages();
            Map<String, Measure> groups = new HashMap<>();
            List<YearMonth> months = by == By.MONTH ? months(workspace, lens) : List.of();
            CohortSql sql = new CohortSql(workspace, lens, by);
            if (by == By.MONTH) {
                sql.edges(months.stream()
                        .map(month -> month.atDay(1).atStartOfDay(lens.zone()).toInstant())
                        .toList());
            }
            if (by == By.TRAIT) {
                sql.byTrait(lens.trait());
            }
            rows.measure(lens, sql, key -> groups.computeIfAbsent(name(by, key, months), one -> new Measure(stages)));
            Measure total = new Measure(stages);
            groups.values().forEach(total::add);
            Double usual = total.toWin().quantile(0.9);
            Comparator<Row> order = by == By.MONTH
                    ? Comparator.comparing(Row::key).reversed()
                    : Comparator.comparingLong(
                                    (Row row) -> row.measure().figures().people())
                            .reversed()
                            .thenComparing(Row::key);
            return groups.entrySet().stream()
                    .filter(group -> group.getValue().figures().people() > 0)
                    .map(group -> new Row(
                            group.getKey(),
                            group.getValue(),
                            by != By.MONTH
                                    || mature(
                                            lens,
                                            YearMonth.parse(group.getKey())
                                                    .plusMonths(1)
                                                    .atDay(1)
                                                    .atStartOfDay(lens.zone())
                                                    .toInstant(),
                                            usual)))
                    .sorted(order)
                    .limit(GROUPS)
                    .toList();
        });
    }

    /** Whoever came before that end has had the time that nine of ten winners took. */
    static boolean mature(Lens lens, Instant end, @Nullable Double usualHours) {
        return usualHours != null
                && !end.plusSeconds(Math.round(usualHours * 3600)).isAfter(lens.seen());
    }

    private List<YearMonth> months(int workspace, Lens lens) {
        Instant first = lens.from() == null
                ? reports.earliest(workspace, lens.run().id()).orElse(lens.to())
                : lens.from();
        YearMonth last = YearMonth.from(lens.to().atZone(lens.zone()));
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.from(first.atZone(lens.zone()));
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            months.add(month);
        }
        return months.isEmpty() ? List.of(last) : months;
    }

    private static String name(By by, @Nullable String key, List<YearMonth> months) {
        return by == By.MONTH
                ? months.get(Math.clamp(Integer.parseInt(String.valueOf(key)), 1, months.size()) - 1)
                        .toString()
                : key == null ? "" : key;
    }

    List<CohortRows.Behind> behind(int workspace, Lens lens, int stage, Fate fate, int most) {
        return read(workspace, () -> rows.behind(lens, new CohortSql(workspace, lens, By.NOTHING), stage, fate, most));
    }

    List<CohortRows.BehindDeal> deals(int workspace, Lens lens, String state, int most) {
        return read(workspace, () -> rows.deals(lens, new CohortSql(workspace, lens, By.NOTHING), state, most));
    }

    Curve curve(int workspace, Lens lens) {
        return once(workspace, lens, "curve", () -> rows.curve(lens, new CohortSql(workspace, lens, By.NOTHING)));
    }

    Audit audit(int workspace, Lens lens, String stage) {
        return read(workspace, () -> new Audit(rows.scores(lens, new CohortSql(workspace, lens, By.NOTHING), stage)));
    }

    List<String> choices(int workspace, Lens lens, By by) {
        return once(workspace, lens, "choices " + by, () -> rows.choices(new CohortSql(workspace, lens, by), GROUPS));
    }

    private <T> T read(int workspace, Supplier<T> work) {
        return Pools.reports(() -> tenancy.read(workspace, work));
    }

    @SuppressWarnings("unchecked") // what a question was answered with before is of the type of that question
    private <T> T once(int workspace, Lens lens, String what, Supplier<T> work) {
        List<Object> question = List.of(
                workspace,
                lens.run().id(),
                what,
                lens.said(),
                lens.from() == null ? "" : lens.from(),
                lens.to().equals(lens.seen()) ? "" : lens.to(),
                lens.asOf() ? lens.seen() : "");
        Kept known = kept.getIfPresent(question);
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

    private Kept count(int workspace, List<Object> question, Supplier<?> work) {
        Instant begun = clock.instant();
        Object answer = read(workspace, work);
        Instant counted = clock.instant();
        Kept known = new Kept(answer, counted, Duration.between(begun, counted), new AtomicBoolean());
        if (known.took().compareTo(DEAR) > 0) {
            kept.put(question, known);
        } else {
            kept.invalidate(question);
        }
        return known;
    }
}
