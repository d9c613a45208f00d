package dev.sluice.insight.metrics;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.Metrics.Five;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SurvivalCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages beside each other as rows of cells: shares from 0 to 1, times in hours. */
final class StageTable {
    private StageTable() {}

    /** Headings first. */
    static List<List<@Nullable String>> cells(Five five) {
        CohortMetrics now = five.now();
        CohortMetrics before = five.before();
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of(
                "stage",
                "reached",
                "went on",
                "low",
                "high",
                "reached before",
                "went on before",
                "heading for",
                "heading low",
                "heading high",
                "median hours",
                "limit hours",
                "open",
                "lost",
                "disqualified"));
        for (int i = 0; i < now.stages().size(); i++) {
            Stage stage = now.stages().get(i);
            boolean last = i == now.stages().size() - 1;
            FunnelCounts.StageCounts at = now.figures().stage(i);
            Proportion rate = now.conversion(i);
            Proportion was = before == null ? null : before.conversion(i);
            SurvivalCurve.SurvivalPoint end = now.stay(i).end();
            Double median = now.stay(i).quantile(0.5);
            cells.add(Arrays.asList(
                    stage.id(),
                    Long.toString(at.reached()),
                    last ? null : Long.toString(rate.part()),
                    last ? null : Double.toString(rate.low()),
                    last ? null : Double.toString(rate.high()),
                    was == null ? null : Long.toString(was.n()),
                    was == null || last ? null : Long.toString(was.part()),
                    last ? null : Double.toString(end.share()),
                    last ? null : Double.toString(end.low()),
                    last ? null : Double.toString(end.high()),
                    last || median == null ? null : median.toString(),
                    stage.limit() == null ? null : Long.toString(stage.limit().toHours()),
                    Long.toString(at.open()),
                    Long.toString(at.lost()),
                    Long.toString(at.disqualified())));
        }
        return cells;
    }
}
