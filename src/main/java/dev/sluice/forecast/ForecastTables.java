package dev.sluice.forecast;

import dev.sluice.forecast.DealRows.Slip;
import dev.sluice.forecast.Outlook.Group;
import dev.sluice.forecast.Outlook.Month;
import dev.sluice.forecast.Outlook.Report;
import dev.sluice.forecast.Outlook.Week;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Table;
import dev.sluice.platform.Table.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of the forecast. */
final class ForecastTables {
    private static final Table<Month> MONTHS = weighted(
                    weighted(
                            Table.<Month>of("months")
                                    .column("month", "Month", Unit.TEXT, Month::label)
                                    .column("won", "Won already", Unit.MONEY, Month::won)
                                    .column(
                                            "open_deals",
                                            "Open deals",
                                            Unit.COUNT,
                                            month -> month.written().deals())
                                    .column(
                                            "open",
                                            "Open",
                                            Unit.MONEY,
                                            month -> month.written().sum()),
                            "definition",
                            "By definition",
                            Month::written),
                    "history",
                    "By history",
                    Month::lived)
            .column("target", "Target", Unit.MONEY, Month::target);

    private static final Table<Week> WEEKS = weighted(
                    weighted(
                            Table.<Week>of("weeks")
                                    .column("day", "At the end of", Unit.DATE, Week::day)
                                    .column("open_deals", "Open deals", Unit.COUNT, Week::open)
                                    .column(
                                            "open",
                                            "Value",
                                            Unit.MONEY,
                                            week -> week.written().sum()),
                            "definition",
                            "By definition",
                            Week::written),
                    "history",
                    "By history",
                    Week::lived)
            .column("won_since", "Won since", Unit.MONEY, Week::won)
            .column("lost_since", "Lost since", Unit.MONEY, Week::lost)
            .column("still_open", "Still open", Unit.MONEY, Week::still);

    private static final Table<Slip> SLIPS = Table.<Slip>of("slips")
            .column("deal", "Deal", Unit.ID, Slip::deal)
            .column("title", "Title", Unit.TEXT, Slip::title)
            .column("owner", "Owner", Unit.TEXT, Slip::owner)
            .column("times", "Times moved", Unit.COUNT, Slip::times)
            .column("days", "Days moved", Unit.DAYS, Slip::days)
            .column("first", "First planned", Unit.DATE, Slip::first)
            .column("last", "Planned now", Unit.DATE, Slip::last);

    private static final Table<Map.Entry<String, Long>> REASONS = Table.<Map.Entry<String, Long>>of("reasons")
            .column("reason", "Loss reason", Unit.TEXT, Map.Entry::getKey)
            .column("deals", "Deals", Unit.COUNT, Map.Entry::getValue);

    private ForecastTables() {}

    /** A table of the report as the rows of a file. */
    static List<List<@Nullable String>> csv(String table, Report report) {
        return switch (table) {
            case "deals" -> deals(report).csv(report.open());
            case "months" -> MONTHS.csv(report.months());
            case "weeks" -> WEEKS.csv(report.weeks());
            case "slips" -> SLIPS.csv(report.slips());
            case "reasons" -> REASONS.csv(report.reasons());
            default -> rates(table).csv(groups(table, report));
        };
    }

    private static Table<Open> deals(Report report) {
        return Table.<Open>of("deals")
                .column("deal", "Deal", Unit.ID, Open::deal)
                .column("title", "Title", Unit.TEXT, Open::title)
                .column("owner", "Owner", Unit.TEXT, Open::owner)
                .column("stage", "Stage", Unit.TEXT, Open::stage)
                .column("amount", "Amount", Unit.MONEY, Open::amount)
                .column("expected_close", "Expected close", Unit.DATE, Open::expected)
                .column("days_in_stage", "Days in stage", Unit.DAYS, deal -> Math.round(deal.age()))
                .column(
                        "definition",
                        "By definition",
                        Unit.SHARE,
                        deal -> report.chances().written(deal).share())
                .column(
                        "history",
                        "By history",
                        Unit.SHARE,
                        deal -> report.chances().lived(deal).share());
    }

    private static Table<Group> rates(String by) {
        return Table.<Group>of(by)
                .column(by, "Group", Unit.TEXT, Group::name)
                .column("closed", "Closed", Unit.COUNT, group -> group.won().n())
                .column("won", "Won", Unit.COUNT, group -> group.won().part())
                .column("low", "Win rate from", Unit.SHARE, group -> group.won().low())
                .column("high", "Win rate to", Unit.SHARE, group -> group.won().high())
                .column("mean_won", "Mean value won", Unit.MONEY, Group::mean)
                .column("days_to_win", "Days to win", Unit.DAYS, Group::days);
    }

    private static List<Group> groups(String by, Report report) {
        List<Group> groups = report.groups().get(by);
        if (groups == null) {
            throw new BadInput(
                    "table",
                    "Say deals, months, weeks, slips, reasons, "
                            + String.join(", ", report.groups().keySet()) + ".");
        }
        return groups;
    }

    private static <T> Table<T> weighted(Table<T> table, String key, String label, Function<T, Weighted> of) {
        return table.column(key, label, Unit.MONEY, row -> of.apply(row).mean())
                .column(
                        key + "_low",
                        label + ", low",
                        Unit.MONEY,
                        row -> of.apply(row).low())
                .column(
                        key + "_high",
                        label + ", high",
                        Unit.MONEY,
                        row -> of.apply(row).high());
    }
}
