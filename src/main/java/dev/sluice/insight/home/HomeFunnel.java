package dev.sluice.insight.home;

import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.insight.report.Period;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.FunnelChart;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The home page's funnel: visitors first, then every stage.
 *
 * @param visitors people who came by the doors that visitors come by, whether they became leads or not
 * @param captured those of them who became leads
 * @param told leads who were told of by an import or by hand, so that they never were visitors
 */
record HomeFunnel(
        DefinitionRun run,
        Period period,
        @Nullable LocalDate first,
        FunnelCounts total,
        long visitors,
        long captured,
        long told,
        List<HomeStage> steps,
        FunnelChart flow) {
    /** The kinds of source by which nobody visits. */
    private static final Set<String> TOLD = Set.of("import", "hand");

    /**
     * One width of the shape with the words beside it.
     *
     * @param share of those who reached it, how many went on; "" for the last
     * @param stopped where those are who did not go on, in words
     */
    record HomeStage(
            String id, String name, Layer layer, long people, String href, String share, String of, String stopped) {}

    static HomeFunnel of(
            DefinitionRun run,
            Period period,
            @Nullable LocalDate first,
            Map<Integer, FunnelCounts> bySource,
            Map<Integer, String> kinds) {
        List<Stage> stages = run.definition().stages();
        FunnelCounts total = new FunnelCounts(stages);
        long visitors = 0;
        long captured = 0;
        for (Map.Entry<Integer, FunnelCounts> entry : bySource.entrySet()) {
            FunnelCounts figures = entry.getValue();
            total.add(figures);
            if (!TOLD.contains(kinds.getOrDefault(entry.getKey(), ""))) {
                visitors += figures.outside() + figures.people();
                captured += figures.people();
            }
        }
        List<HomeStage> steps = new ArrayList<>();
        String people = "/people?funnel=" + run.definition().name();
        String since = first == null ? "" : "&since=" + first;
        if (visitors > 0) {
            steps.add(new HomeStage(
                    "visitors",
                    "Visitors",
                    Layer.ATTRACT,
                    visitors,
                    people + "&stage=none" + since,
                    DisplayFormat.percent(captured, visitors),
                    DisplayFormat.count(captured) + " of " + DisplayFormat.count(visitors) + " became leads",
                    ""));
        }
        for (int i = 0; i < stages.size(); i++) {
            FunnelCounts.StageCounts at = total.stage(i);
            Stage stage = stages.get(i);
            boolean last = i == stages.size() - 1;
            steps.add(new HomeStage(
                    stage.id(),
                    DisplayFormat.stage(stage.id()),
                    stage.layer(),
                    at.reached(),
                    people + "&stage=any&reached=" + stage.id() + since,
                    last || at.reached() == 0 ? "" : DisplayFormat.percent(at.wentOn(), at.reached()),
                    last || at.reached() == 0
                            ? ""
                            : DisplayFormat.count(at.wentOn()) + " of " + DisplayFormat.count(at.reached())
                                    + " went on",
                    last ? "" : stopped(at)));
        }
        return new HomeFunnel(
                run,
                period,
                first,
                total,
                visitors,
                captured,
                total.people() - captured,
                List.copyOf(steps),
                FunnelChart.of(steps.stream()
                        .map(step -> new FunnelChart.ChartStage(step.layer(), step.people()))
                        .toList()));
    }

    private static String stopped(FunnelCounts.StageCounts at) {
        List<String> words = new ArrayList<>();
        if (at.open() > 0) {
            words.add(DisplayFormat.count(at.open()) + " still open");
        }
        if (at.lost() > 0) {
            words.add(DisplayFormat.count(at.lost()) + " lost");
        }
        if (at.disqualified() > 0) {
            words.add(DisplayFormat.count(at.disqualified()) + " disqualified");
        }
        return String.join(", ", words);
    }

    /** True while nobody has been seen, ever or in the period. */
    boolean empty() {
        return total.people() == 0 && visitors == 0;
    }

    /** Of a thousand, the square root of the step's share of the largest step. */
    int width(HomeStage step) {
        long most = steps.stream().mapToLong(HomeStage::people).max().orElse(1);
        return most == 0 ? 0 : (int) Math.round(1_000 * Math.sqrt((double) step.people() / most));
    }

    /** Median and quartiles of the days to win, in words; "" while nobody has won. */
    String daysToWin() {
        Double median = total.days().quantile(0.5);
        return median == null ? "" : days(median);
    }

    String quartiles() {
        return total.days().n() == 0
                ? ""
                : "half of " + DisplayFormat.count(total.days().n()) + " within "
                        + days(Objects.requireNonNullElse(total.days().quantile(0.25), 0.0)) + " to "
                        + days(Objects.requireNonNullElse(total.days().quantile(0.75), 0.0));
    }

    private static String days(double days) {
        return days == Math.rint(days)
                ? DisplayFormat.count((long) days, "day")
                : String.format(java.util.Locale.ROOT, "%.1f days", days);
    }

    /** How long these figures may be shown again: the longer they took, the longer. */
    static Duration keep(Duration took) {
        Duration twenty = took.multipliedBy(20);
        Duration second = Duration.ofSeconds(1);
        return twenty.compareTo(second) > 0 ? twenty : second;
    }
}
