package dev.sluice.insight.home;

import dev.sluice.funnel.Definition.Layer;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.Period;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.FunnelChart;
import dev.sluice.statistics.SampleSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The home page's funnel: visitors first, then every stage.
 *
 * @param visitors people from sources that have visitors, leads or not
 * @param captured those of them who became leads
 * @param recorded leads from an import or entered by hand, who never were visitors
 */
record HomeFunnel(
        DefinitionRun run,
        Period period,
        FunnelCounts total,
        long visitors,
        long captured,
        long recorded,
        List<HomeStage> steps,
        FunnelChart flow) {
    /** The kinds of source that have no visitors. */
    private static final Set<String> RECORDED = Set.of("import", "hand");

    /**
     * One width of the shape with the words beside it.
     *
     * @param share of those who reached it, how many went on; "" for the last
     * @param stopped where those are who did not go on, in words
     */
    record HomeStage(
            String id, String name, Layer layer, long people, String href, String share, String of, String stopped) {}

    static HomeFunnel of(
            DefinitionRun run, Period period, Map<Integer, FunnelCounts> bySource, Map<Integer, String> kinds) {
        FunnelCounts total = new FunnelCounts(run.definition().stages());
        long visitors = 0;
        long captured = 0;
        for (Map.Entry<Integer, FunnelCounts> entry : bySource.entrySet()) {
            FunnelCounts figures = entry.getValue();
            total.add(figures);
            if (!RECORDED.contains(kinds.getOrDefault(entry.getKey(), ""))) {
                visitors += figures.outside() + figures.people();
                captured += figures.people();
            }
        }
        List<HomeStage> steps = HomeStages.of(run, period, total, visitors, captured);
        return new HomeFunnel(
                run,
                period,
                total,
                visitors,
                captured,
                total.people() - captured,
                steps,
                FunnelChart.of(steps.stream()
                        .map(step -> new FunnelChart.ChartStage(step.layer(), step.people()))
                        .toList()));
    }

    /** True while no one has been seen, ever or in the period. */
    boolean empty() {
        return total.people() == 0 && visitors == 0;
    }

    /** Of a thousand, the square root of the step's share of the largest step. */
    int width(HomeStage step) {
        long most = steps.stream().mapToLong(HomeStage::people).max().orElse(1);
        return most == 0 ? 0 : (int) Math.round(1_000 * Math.sqrt((double) step.people() / most));
    }

    /** The median of the days to win, in words; "" while too few have won to have one. */
    String daysToWin() {
        Double median = SampleSize.isEnough(total.days().n()) ? total.days().quantile(0.5) : null;
        return median == null ? "" : days(median);
    }

    String quartiles() {
        return !SampleSize.isEnough(total.days().n())
                ? total.days().n() == 0 ? "" : DisplayFormat.count(total.days().n()) + " won, too few for a median"
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
