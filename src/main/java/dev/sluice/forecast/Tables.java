package dev.sluice.forecast;

import dev.sluice.forecast.Outlook.Month;
import dev.sluice.forecast.Outlook.Report;
import dev.sluice.forecast.Outlook.Week;
import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of the forecast as rows of cells, headings first. */
final class Tables {
    private Tables() {}

    static List<List<@Nullable String>> of(String table, Report report) {
        return switch (table) {
            case "deals" -> deals(report);
            case "months" -> months(report);
            case "weeks" -> weeks(report);
            case "slips" -> slips(report);
            case "reasons" -> reasons(report);
            default -> rates(table, report);
        };
    }

    private static List<List<@Nullable String>> deals(Report report) {
        List<List<@Nullable String>> cells = start(
                "deal",
                "title",
                "owner",
                "stage",
                "amount",
                "expected close",
                "days in stage",
                "definition",
                "history");
        for (Open deal : report.open()) {
            cells.add(Arrays.asList(
                    Long.toString(deal.deal()),
                    deal.title(),
                    deal.owner(),
                    deal.stage(),
                    Double.toString(deal.amount()),
                    deal.expected() == null ? null : deal.expected().toString(),
                    Long.toString(Math.round(deal.age())),
                    Double.toString(report.chances().written(deal).share()),
                    Double.toString(report.chances().lived(deal).share())));
        }
        return cells;
    }

    private static List<List<@Nullable String>> months(Report report) {
        List<List<@Nullable String>> cells = start(
                "month",
                "won already",
                "open deals",
                "open",
                "by definition",
                "definition low",
                "definition high",
                "by history",
                "history low",
                "history high",
                "target");
        for (Month month : report.months()) {
            List<@Nullable String> row = new ArrayList<>(List.of(
                    month.label(),
                    Double.toString(month.won()),
                    Integer.toString(month.written().deals()),
                    Double.toString(month.written().sum())));
            row.addAll(weighted(month.written()));
            row.addAll(weighted(month.lived()));
            row.add(month.target() == null ? null : month.target().toString());
            cells.add(row);
        }
        return cells;
    }

    private static List<String> weighted(Weighted weighted) {
        return List.of(
                Double.toString(weighted.mean()), Double.toString(weighted.low()), Double.toString(weighted.high()));
    }

    private static List<List<@Nullable String>> weeks(Report report) {
        List<List<@Nullable String>> cells = start(
                "at the end of",
                "open deals",
                "worth",
                "definition said",
                "definition low",
                "definition high",
                "history said",
                "history low",
                "history high",
                "won by now",
                "lost",
                "still open");
        for (Week week : report.weeks()) {
            List<@Nullable String> row = new ArrayList<>(List.of(
                    week.day().toString(),
                    Integer.toString(week.open()),
                    Double.toString(week.written().sum())));
            row.addAll(weighted(week.written()));
            row.addAll(weighted(week.lived()));
            row.addAll(
                    List.of(Double.toString(week.won()), Double.toString(week.lost()), Double.toString(week.still())));
            cells.add(row);
        }
        return cells;
    }

    private static List<List<@Nullable String>> slips(Report report) {
        List<List<@Nullable String>> cells = start("deal", "title", "owner", "times", "days", "first said", "now");
        report.slips()
                .forEach(slip -> cells.add(List.of(
                        Long.toString(slip.deal()),
                        slip.title(),
                        slip.owner(),
                        Integer.toString(slip.times()),
                        Integer.toString(slip.days()),
                        slip.first().toString(),
                        slip.last().toString())));
        return cells;
    }

    private static List<List<@Nullable String>> reasons(Report report) {
        List<List<@Nullable String>> cells = start("reason", "deals");
        report.reasons().forEach(reason -> cells.add(List.of(reason.getKey(), Long.toString(reason.getValue()))));
        return cells;
    }

    private static List<List<@Nullable String>> rates(String by, Report report) {
        List<Outlook.Group> groups = report.groups().get(by);
        if (groups == null) {
            throw new BadInput(
                    "table",
                    "Say deals, months, weeks, slips, reasons, "
                            + String.join(", ", report.groups().keySet()) + ".");
        }
        List<List<@Nullable String>> cells = start(by, "closed", "won", "low", "high", "mean won", "days to win");
        groups.forEach(group -> cells.add(List.of(
                group.name(),
                Long.toString(group.won().n()),
                Long.toString(group.won().part()),
                Double.toString(group.won().low()),
                Double.toString(group.won().high()),
                Double.toString(group.mean()),
                Double.toString(group.days()))));
        return cells;
    }

    private static List<List<@Nullable String>> start(String... headings) {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of(headings));
        return cells;
    }
}
