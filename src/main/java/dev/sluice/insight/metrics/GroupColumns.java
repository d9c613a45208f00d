package dev.sluice.insight.metrics;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.DealOutcomes;
import dev.sluice.insight.cohort.ResponseWaits;
import dev.sluice.insight.metrics.GroupTable.GroupRow;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import dev.sluice.statistics.Proportion;
import java.util.List;
import java.util.function.Function;

/** The columns of the groups: shares from 0 to 1, times in seconds and hours. */
final class GroupColumns {
    private GroupColumns() {}

    static Table<GroupRow> of(String heading, List<Stage> stages) {
        Table<GroupRow> table = Table.<GroupRow>of("groups")
                .column(heading, heading, CellUnit.TEXT, GroupRow::label)
                .column("people", "Leads", CellUnit.COUNT, row -> figures(row).people())
                .column("won", "Won", CellUnit.COUNT, row -> figures(row).won())
                .column("lost", "Lost", CellUnit.COUNT, row -> figures(row).lost())
                .column(
                        "disqualified",
                        "Disqualified",
                        CellUnit.COUNT,
                        row -> figures(row).disqualified())
                .column("open", "Open", CellUnit.COUNT, row -> figures(row).open());
        for (int i = 0; i < stages.size(); i++) {
            table = ofStage(table, i, stages);
        }
        return ofResponsesAndDeals(table).column("mature", "Mature", CellUnit.TEXT, row -> row.mature() ? "yes" : "no");
    }

    private static FunnelCounts figures(GroupRow row) {
        return row.measure().figures();
    }

    private static Table<GroupRow> ofStage(Table<GroupRow> table, int stage, List<Stage> stages) {
        String id = stages.get(stage).id();
        boolean last = stage == stages.size() - 1;
        Function<GroupRow, Proportion> rate = row -> row.measure().conversion(stage);
        return table.column(
                        id + " reached",
                        id,
                        CellUnit.COUNT,
                        row -> rate.apply(row).n())
                .column(
                        id + " went on",
                        id,
                        CellUnit.COUNT,
                        row -> rate.apply(row).part())
                .column(id + " low", id, CellUnit.SHARE, row -> rate.apply(row).lowest())
                .column(id + " high", id, CellUnit.SHARE, row -> rate.apply(row).highest())
                .column(
                        id + " median hours",
                        id,
                        CellUnit.NUMBER,
                        row -> last ? null : row.measure().stay(stage).quantile(0.5));
    }

    private static Table<GroupRow> ofResponsesAndDeals(Table<GroupRow> table) {
        Function<GroupRow, ResponseWaits> waits = row -> row.measure().waits();
        Function<GroupRow, DealOutcomes> deals = row -> row.measure().deals();
        return table.column(
                        "responses",
                        "Responses",
                        CellUnit.COUNT,
                        row -> waits.apply(row).n())
                .column(
                        "response median seconds",
                        "First response",
                        CellUnit.NUMBER,
                        row -> waits.apply(row).quantile(0.5))
                .column(
                        "waiting",
                        "Waiting",
                        CellUnit.COUNT,
                        row -> waits.apply(row).waiting())
                .column(
                        "never answered",
                        "Never answered",
                        CellUnit.COUNT,
                        row -> waits.apply(row).never())
                .column(
                        "deals won",
                        "Deals won",
                        CellUnit.COUNT,
                        row -> deals.apply(row).close().part())
                .column(
                        "deals lost",
                        "Deals lost",
                        CellUnit.COUNT,
                        row -> deals.apply(row).lost())
                .column(
                        "deals open",
                        "Deals open",
                        CellUnit.COUNT,
                        row -> deals.apply(row).open());
    }
}
