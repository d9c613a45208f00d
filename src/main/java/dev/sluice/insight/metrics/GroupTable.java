package dev.sluice.insight.metrics;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.DealOutcomes;
import dev.sluice.insight.cohort.Metrics.GroupMetrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ResponseWaits;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import dev.sluice.statistics.Proportion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The groups beside each other: leads, conversion at each stage, first response, close rate.
 *
 * @param by how they are grouped, as an address says it
 * @param filter the parameter by which a group's own figures are asked for, "" where there is none
 */
record GroupTable(String by, String heading, String filter, List<Stage> stages, boolean ofDeals, List<GroupRow> lines) {
    /** A group; {@code key} as an address writes it, "" where nothing is known. */
    record GroupRow(String key, String label, boolean mature, CohortMetrics measure) {}

    /** The close rate of deals where the funnel has a pipeline, of people where it has none. */
    @Nullable
    Proportion close(GroupRow line) {
        return ofDeals ? line.measure().deals().close() : line.measure().close();
    }

    /** What an address says besides the period: the filters, and how the people are grouped. */
    Map<String, String> address(ReportFilter report) {
        Map<String, String> address = new LinkedHashMap<>(report.withoutPeriod());
        address.put("by", by);
        return address;
    }

    static CohortBreakdown by(String text, ReportFilter filter) {
        return switch (text) {
            case "" -> CohortBreakdown.MONTH;
            case "month" -> CohortBreakdown.MONTH;
            case "source" -> CohortBreakdown.SOURCE;
            case "campaign" -> CohortBreakdown.CAMPAIGN;
            case "form" -> CohortBreakdown.FORM;
            case "owner" -> CohortBreakdown.OWNER;
            case "trait" -> {
                if (filter.trait().isEmpty()) {
                    throw new BadInput("trait", "Say by which trait the people are to be told apart.");
                }
                yield CohortBreakdown.TRAIT;
            }
            default -> throw new BadInput("by", "Group by month, source, campaign, form, owner or trait.");
        };
    }

    static GroupTable of(List<GroupMetrics> rows, CohortBreakdown by, ReportFilter filter, Map<String, String> users) {
        return new GroupTable(
                by.name().toLowerCase(Locale.ROOT),
                heading(by, filter),
                switch (by) {
                    case SOURCE -> "source";
                    case CAMPAIGN -> "campaign";
                    case FORM -> "form";
                    case OWNER -> "owner";
                    case TRAIT -> "is";
                    case NOTHING, SLICE, MONTH -> "";
                },
                filter.run().definition().stages(),
                !filter.run().definition().pipelines().isEmpty(),
                rows.stream()
                        .map(row -> new GroupRow(row.key(), label(row.key(), by, users), row.mature(), row.measure()))
                        .toList());
    }

    private static String heading(CohortBreakdown by, ReportFilter filter) {
        return switch (by) {
            case NOTHING, SLICE -> "All";
            case MONTH -> "Came in";
            case SOURCE -> "Source";
            case CAMPAIGN -> "Campaign";
            case FORM -> "Form";
            case OWNER -> "Owner";
            case TRAIT -> DisplayFormat.stage(filter.trait());
        };
    }

    private static String label(String key, CohortBreakdown by, Map<String, String> users) {
        if (key.isEmpty()) {
            return by == CohortBreakdown.OWNER ? "nobody" : "not told";
        }
        return by == CohortBreakdown.OWNER ? users.getOrDefault(key, "User " + key) : key;
    }

    /** The same as a file, headings first; shares from 0 to 1, times in seconds and hours. */
    List<List<@Nullable String>> csv() {
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
            table = ofStage(table, i);
        }
        return ofResponsesAndDeals(table)
                .column("mature", "Mature", CellUnit.TEXT, row -> row.mature() ? "yes" : "no")
                .csv(lines);
    }

    private static FunnelCounts figures(GroupRow row) {
        return row.measure().figures();
    }

    private Table<GroupRow> ofStage(Table<GroupRow> table, int stage) {
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
                .column(id + " low", id, CellUnit.SHARE, row -> rate.apply(row).low())
                .column(id + " high", id, CellUnit.SHARE, row -> rate.apply(row).high())
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
