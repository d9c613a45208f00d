package dev.sluice.insight.leaks;

import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaks of a funnel, the most expensive first.
 *
 * @param worth what a won deal brought
 * @param silent the stages that too few people reached
 */
public record LeakReport(ReportFilter filter, LeakCost worth, List<RankedLeak> found, List<String> silent) {
    /** A leak with its cause; every stage has one, also where its cause is unknown. */
    public record RankedLeak(Leak leak, LeakCause cause) {}

    /** Whether won deals say what a leak costs; else it is measured in people. */
    public boolean inMoney() {
        return worth.n() > 0;
    }

    public Chart chart() {
        return Chart.of(
                        inMoney() ? "What each leak costs" : "How many people each leak loses",
                        inMoney() ? ChartUnit.MONEY : ChartUnit.COUNT,
                        found.stream()
                                .map(ranked -> ranked.leak().stage() + " to "
                                        + ranked.leak().next())
                                .toList(),
                        List.of(new Series(
                                inMoney() ? "Costs" : "People",
                                Shape.BAR,
                                Tone.LATE,
                                found.stream().map(this::value).toList())))
                .sideways()
                .in(inMoney() ? worth.currency() : "");
    }

    private Value value(RankedLeak ranked) {
        Leak leak = ranked.leak();
        Value value = !inMoney()
                ? Value.of(leak.people())
                : leak.hasInterval() ? Value.of(leak.money(), leak.low(), leak.high()) : Value.of(leak.money());
        return value.faint(!leak.certain()).note(leak.certain() ? "" : "weak evidence");
    }

    /** The same as a file, headings first; shares from 0 to 1. */
    public List<List<@Nullable String>> cells() {
        return cost(rate(Table.of("leaks"))).csv(found);
    }

    private static Table<RankedLeak> rate(Table<RankedLeak> table) {
        return table.column("from", "From", CellUnit.TEXT, row -> row.leak().stage())
                .column("to", "To", CellUnit.TEXT, row -> row.leak().next())
                .column(
                        "people",
                        "People",
                        CellUnit.COUNT,
                        row -> row.leak().rate().n())
                .column(
                        "went on",
                        "Went on",
                        CellUnit.COUNT,
                        row -> row.leak().rate().part())
                .column(
                        "held against",
                        "Reference",
                        CellUnit.TEXT,
                        row -> row.leak().reference().from())
                .column(
                        "its share",
                        "Its share",
                        CellUnit.SHARE,
                        row -> row.leak().reference().share());
    }

    private Table<RankedLeak> cost(Table<RankedLeak> table) {
        return table.column(
                        "more people",
                        "More people",
                        CellUnit.NUMBER,
                        row -> row.leak().people())
                .column(
                        "chance to win",
                        "Win probability",
                        CellUnit.SHARE,
                        row -> row.leak().chances())
                .column("worth of a win", "Value of a win", CellUnit.MONEY, row -> inMoney() ? worth.mean() : null)
                .column("currency", "Currency", CellUnit.TEXT, row -> worth.currency())
                .column(
                        "money",
                        "Cost",
                        CellUnit.MONEY,
                        row -> inMoney() ? row.leak().money() : null)
                .column(
                        "low",
                        "Cost from",
                        CellUnit.MONEY,
                        row -> row.leak().hasInterval() ? row.leak().low() : null)
                .column(
                        "high",
                        "Cost to",
                        CellUnit.MONEY,
                        row -> row.leak().hasInterval() ? row.leak().high() : null)
                .column(
                        "smallest sample",
                        "Smallest sample",
                        CellUnit.COUNT,
                        row -> row.leak().smallest())
                .column("certain", "Certain", CellUnit.TEXT, row -> row.leak().certain() ? "yes" : "no")
                .column("cause", "Cause", CellUnit.TEXT, row -> row.cause().name());
    }
}
