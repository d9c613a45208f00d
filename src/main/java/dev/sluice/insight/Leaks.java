package dev.sluice.insight;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.CohortSql.By;
import dev.sluice.insight.Leak.Reference;
import dev.sluice.insight.Leak.Worth;
import dev.sluice.platform.Chart;
import dev.sluice.platform.Chart.Series;
import dev.sluice.platform.Chart.Shape;
import dev.sluice.platform.Chart.Tone;
import dev.sluice.platform.Chart.Unit;
import dev.sluice.platform.Chart.Value;
import dev.sluice.platform.Rate;
import dev.sluice.platform.Tenancy;
import dev.sluice.platform.When;
import dev.sluice.standing.Wording;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the funnel leaks, the most expensive place first. */
@Component
class Leaks {
    /** A leak with its cause; every stage has one, also where nothing can be said. */
    record Found(Leak leak, Cause cause) {}

    /** All of them, and what they rest on. */
    record Report(Lens lens, Worth worth, List<Found> found, List<String> silent) {
        /** Whether won deals say what a leak costs; else it is measured in people. */
        boolean inMoney() {
            return worth.n() > 0;
        }

        Chart chart() {
            return Chart.of(
                            inMoney() ? "What each leak costs" : "How many people each leak loses",
                            inMoney() ? Unit.MONEY : Unit.COUNT,
                            found.stream()
                                    .map(one -> one.leak().stage() + " to "
                                            + one.leak().next())
                                    .toList(),
                            List.of(new Series(
                                    inMoney() ? "Costs" : "People",
                                    Shape.BAR,
                                    Tone.LATE,
                                    found.stream().map(this::value).toList())))
                    .sideways()
                    .in(inMoney() ? worth.currency() : "");
        }

        private Value value(Found one) {
            Leak leak = one.leak();
            return (inMoney() ? Value.of(leak.money(), leak.low(), leak.high()) : Value.of(leak.people()))
                    .faint(!leak.certain())
                    .note(leak.certain() ? "" : "weak evidence");
        }

        /** As rows of cells, headings first; shares from 0 to 1. */
        List<List<@Nullable String>> cells() {
            List<List<@Nullable String>> cells = new ArrayList<>();
            cells.add(List.of(
                    "from",
                    "to",
                    "people",
                    "went on",
                    "held against",
                    "its share",
                    "more people",
                    "chance to win",
                    "worth of a win",
                    "currency",
                    "money",
                    "low",
                    "high",
                    "smallest sample",
                    "certain",
                    "cause"));
            for (Found one : found) {
                Leak leak = one.leak();
                cells.add(List.of(
                        leak.stage(),
                        leak.next(),
                        Long.toString(leak.rate().n()),
                        Long.toString(leak.rate().part()),
                        leak.reference().from(),
                        Double.toString(leak.reference().share()),
                        Double.toString(leak.people()),
                        Double.toString(leak.chances()),
                        Double.toString(worth.mean()),
                        worth.currency(),
                        Double.toString(leak.money()),
                        Double.toString(leak.low()),
                        Double.toString(leak.high()),
                        Long.toString(leak.smallest()),
                        leak.certain() ? "yes" : "no",
                        one.cause().name()));
            }
            return cells;
        }
    }

    private final Metrics metrics;
    private final Benchmarks benchmarks;
    private final DealRows deals;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    Leaks(Metrics metrics, Benchmarks benchmarks, DealRows deals, Workspaces workspaces, Tenancy tenancy) {
        this.metrics = metrics;
        this.benchmarks = benchmarks;
        this.deals = deals;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    Report report(int workspace, Lens lens) {
        Lens ever = lens.plain().within(null, lens.seen());
        Measure now = metrics.measure(workspace, lens);
        Measure usual = metrics.measure(workspace, ever);
        Measure mature = metrics.measure(workspace, ever.within(null, ripe(workspace, ever)));
        int funnel = lens.run().funnel();
        Worth worth = worth(workspace, funnel);
        Map<Benchmark.Of, Benchmark> held = benchmarks.all(workspace);
        List<Metrics.Row> months = mature(workspace, ever);
        List<Metrics.Row> sources = metrics.by(workspace, lens, By.SOURCE);
        Measure visited = metrics.measure(workspace, lens.ofVisitors());
        List<Metrics.Row> visitedMonths = mature(workspace, ever.ofVisitors());
        List<Metrics.Row> visitedSources = metrics.by(workspace, lens.ofVisitors(), By.SOURCE);
        Cause.Facts facts = new Cause.Facts(lens, now, visited.captured(), usual, held, lost(workspace, funnel));
        List<Stage> stages = lens.run().definition().stages();
        List<Found> found = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = -1; i < Measure.beforeWon(stages) + 1; i++) {
            int stage = i;
            Function<Measure, Rate> rate = measure -> stage < 0 ? measure.captured() : measure.conversion(stage);
            Rate chance = won(mature, stage + 1);
            String name =
                    stage < 0 ? "Visitor" : Wording.stage(stages.get(stage).id());
            Rate here = rate.apply(stage < 0 ? visited : now);
            Reference best = best(
                    rate,
                    stage < 0 ? visitedMonths : months,
                    stage < 0 ? visitedSources : sources,
                    benchmark(stage, stages, held));
            if (here.n() < Leak.FEWEST || chance.n() == 0 || best == null) {
                silent.add(name);
                continue;
            }
            Leak leak = new Leak(name, Wording.stage(stages.get(stage + 1).id()), here, best, chance, worth);
            if (leak.gap() > 0) {
                found.add(new Found(leak, Cause.of(stage, facts)));
            }
        }
        found.sort(Comparator.comparing((Found one) -> one.leak().certain())
                .thenComparingDouble(one -> one.leak().money())
                .reversed());
        return new Report(lens, worth, found, silent);
    }

    private List<Metrics.Row> mature(int workspace, Lens lens) {
        return metrics.by(workspace, lens, By.MONTH).stream()
                .filter(Metrics.Row::mature)
                .toList();
    }

    /** What it cost that leads were answered late: they against those that were answered in time. */
    Leak late(int workspace, Lens lens, long target, Rate prompt, Rate late) {
        Lens ever = lens.plain().within(null, lens.seen());
        List<Stage> stages = lens.run().definition().stages();
        int before = Measure.beforeSales(stages);
        return new Leak(
                Wording.stage(stages.get(before).id()),
                Wording.stage(stages.get(before + 1).id()),
                late,
                Reference.of(When.lasting((double) target), prompt),
                won(metrics.measure(workspace, ever.within(null, ripe(workspace, ever))), before + 1),
                worth(workspace, lens.run().funnel()));
    }

    /** Whoever began before then has had the time that nine of ten winners took. */
    private Instant ripe(int workspace, Lens ever) {
        Double usualHours = metrics.measure(workspace, ever).toWin().quantile(0.9);
        return usualHours == null ? ever.seen() : ever.seen().minusSeconds(Math.round(usualHours * 3600));
    }

    private Worth worth(int workspace, int funnel) {
        return tenancy.read(
                workspace,
                () -> deals.worth(workspace, funnel, workspaces.get(workspace).currency()));
    }

    private List<Map.Entry<String, Long>> lost(int workspace, int funnel) {
        return tenancy.read(workspace, () -> deals.reasons(workspace, funnel));
    }

    /** Of those who reached the stage, how many won. */
    private static Rate won(Measure measure, int stage) {
        int close = Measure.beforeWon(measure.stages()) + 1;
        return new Rate(
                measure.figures().stage(close).reached(),
                measure.figures().stage(stage).reached());
    }

    /** The reference whose cautious end is highest, so that a lucky month of few people is not taken for one. */
    private static @Nullable Reference best(
            Function<Measure, Rate> rate,
            List<Metrics.Row> months,
            List<Metrics.Row> sources,
            @Nullable Benchmark benchmark) {
        Reference best = benchmark == null ? null : new Reference("the benchmark", benchmark.low(), 0);
        double cautious = benchmark == null ? -1 : benchmark.low();
        for (List<Metrics.Row> rows : List.of(months, sources)) {
            for (Metrics.Row row : rows) {
                Rate one = rate.apply(row.measure());
                if (one.n() >= Leak.FEWEST && one.low() > cautious) {
                    cautious = one.low();
                    best = Reference.of(
                            rows == months
                                    ? "the best month, " + row.key()
                                    : "the best source, " + (row.key().isEmpty() ? "not told" : row.key()),
                            one);
                }
            }
        }
        return best;
    }

    private static @Nullable Benchmark benchmark(int stage, List<Stage> stages, Map<Benchmark.Of, Benchmark> held) {
        int before = Measure.beforeSales(stages);
        return stage < 0
                ? null
                : stage == before
                        ? held.get(Benchmark.Of.HANDED_ON)
                        : stage == before - 1
                                ? held.get(Benchmark.Of.QUALIFIED)
                                : stage == Measure.beforeWon(stages) ? held.get(Benchmark.Of.CLOSE) : null;
    }
}
