package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.Metrics.Five;
import dev.sluice.insight.report.FunnelCounts.StageCounts;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellReader;
import dev.sluice.platform.web.Table.CellUnit;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SurvivalCurve;
import dev.sluice.statistics.SurvivalCurve.SurvivalPoint;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The stages of a funnel as a file: shares from 0 to 1, times in hours. */
final class StageTable {
    /** A stage with its figures; nothing goes on from the last one. */
    private record StageMetrics(
            CohortMetrics metrics, @Nullable CohortMetrics earlier, int stage, boolean last) {
        StageCounts counts() {
            return metrics.figures().stage(stage);
        }

        Proportion conversion() {
            return metrics.conversion(stage);
        }

        @Nullable
        Proportion before() {
            return earlier == null ? null : earlier.conversion(stage);
        }

        /** Where the stage is heading, null where nobody was in it. */
        @Nullable
        Double heading(ToDoubleFunction<SurvivalPoint> of) {
            SurvivalCurve stay = metrics.stay(stage);
            return stay.n() == 0 ? null : (Double) of.applyAsDouble(stay.end());
        }

        @Nullable
        Long limit() {
            var limit = metrics.stages().get(stage).limit();
            return limit == null ? null : limit.toHours();
        }
    }

    private static final Table<StageMetrics> TABLE = Table.<StageMetrics>of("stages")
            .column(
                    "stage",
                    "Stage",
                    CellUnit.TEXT,
                    row -> row.metrics().stages().get(row.stage()).id())
            .column("reached", "Reached it", CellUnit.COUNT, row -> row.counts().reached())
            .column(
                    "went on",
                    "Went on",
                    CellUnit.COUNT,
                    unlessLast(row -> row.conversion().part()))
            .column(
                    "low",
                    "From",
                    CellUnit.SHARE,
                    unlessLast(row -> row.conversion().lowest()))
            .column(
                    "high",
                    "To",
                    CellUnit.SHARE,
                    unlessLast(row -> row.conversion().highest()))
            .column("reached before", "Reached before", CellUnit.COUNT, row -> {
                Proportion before = row.before();
                return before == null ? null : before.n();
            })
            .column("went on before", "Went on before", CellUnit.COUNT, unlessLast(row -> {
                Proportion before = row.before();
                return before == null ? null : before.part();
            }))
            .column("heading for", "Expected", CellUnit.SHARE, unlessLast(row -> row.heading(SurvivalPoint::share)))
            .column("heading low", "Expected from", CellUnit.SHARE, unlessLast(row -> row.heading(SurvivalPoint::low)))
            .column("heading high", "Expected to", CellUnit.SHARE, unlessLast(row -> row.heading(SurvivalPoint::high)))
            .column(
                    "median hours",
                    "Median stay",
                    CellUnit.NUMBER,
                    unlessLast(row -> row.metrics().stay(row.stage()).quantile(0.5)))
            .column("limit hours", "Limit", CellUnit.NUMBER, StageMetrics::limit)
            .column("here", "There now", CellUnit.COUNT, row -> row.counts().here())
            .column("open", "Open", CellUnit.COUNT, row -> row.counts().open())
            .column("lost", "Lost", CellUnit.COUNT, row -> row.counts().lost())
            .column(
                    "disqualified",
                    "Disqualified",
                    CellUnit.COUNT,
                    row -> row.counts().disqualified());

    private StageTable() {}

    private static CellReader<StageMetrics> unlessLast(CellReader<StageMetrics> reader) {
        return row -> row.last() ? null : reader.read(row);
    }

    /** Headings first. */
    static List<List<@Nullable String>> cells(Five five) {
        int last = five.now().stages().size() - 1;
        return TABLE.csv(IntStream.rangeClosed(0, last)
                .mapToObj(stage -> new StageMetrics(five.now(), five.before(), stage, stage == last))
                .toList());
    }
}
