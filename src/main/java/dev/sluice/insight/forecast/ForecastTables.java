package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.ForecastReport.ForecastMonth;
import dev.sluice.insight.forecast.ForecastReport.ForecastWeek;
import dev.sluice.insight.forecast.ForecastReport.WinRateRow;
import dev.sluice.insight.history.OpenDeal;
import dev.sluice.insight.history.SlippedDeal;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables of the forecast. */
final class ForecastTables {
    private static final Table<ForecastMonth> MONTHS = weighted(
                    weighted(
                            Table.<ForecastMonth>of("months")
                                    .column("month", "Month", CellUnit.TEXT, ForecastMonth::label)
                                    .column(
                                            "won",
                                            "Won already",
                                            CellUnit.MONEY,
                                            month -> month.won().doubleValue())
                                    .column(
                                            "open_deals",
                                            "Open deals",
                                            CellUnit.COUNT,
                                            month -> month.byDefinition().deals())
                                    .column("open", "Open", CellUnit.MONEY, month -> sum(month.byDefinition())),
                            "definition",
                            "By definition",
                            ForecastMonth::byDefinition),
                    "history",
                    "By history",
                    ForecastMonth::byHistory)
            .column(
                    "target",
                    "Target",
                    CellUnit.MONEY,
                    month -> month.target() == null ? null : month.target().doubleValue())
            .column(
                    "open_without_amount",
                    "Open without an amount",
                    CellUnit.COUNT,
                    month -> month.byDefinition().unknown())
            .column("won_without_amount", "Won without an amount", CellUnit.COUNT, ForecastMonth::wonUnknown);

    private static final Table<ForecastWeek> WEEKS = weighted(
                    weighted(
                            Table.<ForecastWeek>of("weeks")
                                    .column("day", "At the end of", CellUnit.DATE, ForecastWeek::day)
                                    .column(
                                            "open_deals",
                                            "Open deals",
                                            CellUnit.COUNT,
                                            week -> week.byDefinition().deals())
                                    .column("open", "Value", CellUnit.MONEY, week -> sum(week.byDefinition())),
                            "definition",
                            "By definition",
                            ForecastWeek::byDefinition),
                    "history",
                    "By history",
                    ForecastWeek::byHistory)
            .column("won_since", "Won since", CellUnit.MONEY, week -> week.won().doubleValue())
            .column(
                    "lost_since",
                    "Lost since",
                    CellUnit.MONEY,
                    week -> week.lost().doubleValue())
            .column(
                    "still_open",
                    "Still open",
                    CellUnit.MONEY,
                    week -> week.still().doubleValue())
            .column(
                    "open_without_amount",
                    "Open without an amount",
                    CellUnit.COUNT,
                    week -> week.byDefinition().unknown());

    private static final Table<SlippedDeal> SLIPS = Table.<SlippedDeal>of("slips")
            .column("deal", "Deal", CellUnit.ID, SlippedDeal::deal)
            .column("title", "Title", CellUnit.TEXT, SlippedDeal::title)
            .column("owner", "Owner", CellUnit.TEXT, SlippedDeal::owner)
            .column("times", "Times moved", CellUnit.COUNT, SlippedDeal::times)
            .column("days", "Days moved", CellUnit.DAYS, SlippedDeal::days)
            .column("first", "First planned", CellUnit.DATE, SlippedDeal::first)
            .column("last", "Planned now", CellUnit.DATE, SlippedDeal::last);

    private static final Table<Map.Entry<String, Long>> REASONS = Table.<Map.Entry<String, Long>>of("reasons")
            .column("reason", "Loss reason", CellUnit.TEXT, Map.Entry::getKey)
            .column("deals", "Deals", CellUnit.COUNT, Map.Entry::getValue);

    private ForecastTables() {}

    /** A table of the report as the rows of a file. */
    static List<List<@Nullable String>> csv(String table, ForecastReport report) {
        return switch (table) {
            case "deals" -> in(report, deals(report)).csv(report.open());
            case "months" -> in(report, MONTHS).csv(report.months());
            case "weeks" -> in(report, WEEKS).csv(report.weeks());
            case "slips" -> SLIPS.csv(report.slips());
            case "reasons" -> REASONS.csv(report.reasons());
            default -> in(report, rates(table)).csv(groups(table, report));
        };
    }

    private static <T> Table<T> in(ForecastReport report, Table<T> table) {
        return table.column("currency", "Currency", CellUnit.TEXT, row -> report.currency());
    }

    private static Table<OpenDeal> deals(ForecastReport report) {
        return Table.<OpenDeal>of("deals")
                .column("deal", "Deal", CellUnit.ID, OpenDeal::deal)
                .column("title", "Title", CellUnit.TEXT, OpenDeal::title)
                .column("owner", "Owner", CellUnit.TEXT, OpenDeal::owner)
                .column("stage", "Stage", CellUnit.TEXT, OpenDeal::stage)
                .column(
                        "amount",
                        "Amount",
                        CellUnit.MONEY,
                        deal -> deal.amount() == null ? null : deal.amount().doubleValue())
                .column("expected_close", "Expected close", CellUnit.DATE, OpenDeal::expected)
                .column("days_in_stage", "Days in stage", CellUnit.DAYS, deal -> Math.round(deal.age()))
                .column(
                        "definition",
                        "By definition",
                        CellUnit.SHARE,
                        deal -> report.chances().byDefinition(deal).share())
                .column(
                        "history",
                        "By history",
                        CellUnit.SHARE,
                        deal -> report.chances().byHistory(deal).share());
    }

    private static Table<WinRateRow> rates(String by) {
        return Table.<WinRateRow>of(by)
                .column(by, "Group", CellUnit.TEXT, WinRateRow::name)
                .column("closed", "Closed", CellUnit.COUNT, group -> group.won().n())
                .column("won", "Won", CellUnit.COUNT, group -> group.won().part())
                .column(
                        "low",
                        "Win rate from",
                        CellUnit.SHARE,
                        group -> group.won().low())
                .column(
                        "high",
                        "Win rate to",
                        CellUnit.SHARE,
                        group -> group.won().high())
                .column("mean_won", "Mean value won", CellUnit.MONEY, WinRateRow::mean)
                .column("days_to_win", "Days to win", CellUnit.DAYS, WinRateRow::days);
    }

    private static List<WinRateRow> groups(String by, ForecastReport report) {
        List<WinRateRow> groups = report.groups().get(by);
        if (groups == null) {
            throw new BadInput(
                    "table",
                    "Say deals, months, weeks, slips, reasons, "
                            + String.join(", ", report.groups().keySet()) + ".");
        }
        return groups;
    }

    private static @Nullable Double sum(WeightedPipeline weighted) {
        return figure(weighted, known -> known.sum().doubleValue());
    }

    private static <T> Table<T> weighted(Table<T> table, String key, String label, Function<T, WeightedPipeline> of) {
        return table.column(key, label, CellUnit.MONEY, row -> figure(of.apply(row), WeightedPipeline::mean))
                .column(
                        key + "_low",
                        label + ", low",
                        CellUnit.MONEY,
                        row -> figure(of.apply(row), WeightedPipeline::low))
                .column(
                        key + "_high",
                        label + ", high",
                        CellUnit.MONEY,
                        row -> figure(of.apply(row), WeightedPipeline::high));
    }

    private static @Nullable Double figure(WeightedPipeline weighted, ToDoubleFunction<WeightedPipeline> figure) {
        return weighted.known() ? (Double) figure.applyAsDouble(weighted) : null;
    }
}
