package dev.sluice.insight.sources;

import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.statistics.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each source, or each campaign, brought and cost. */
public record SourceReport(
        ReportFilter filter,
        CohortBreakdown by,
        List<SourceRow> lines,
        long leads,
        long won,
        double spent,
        double brought,
        String currency) {
    /** A source that brings a greater share of all leads carries too much. */
    private static final double TOO_MUCH = 0.5;

    private static final int FEWEST = 20;

    /**
     * A source or campaign, "" where none was told.
     *
     * @param qualified who reached the stage before sales
     * @param paid the leads of the months with spend, by which it is divided
     * @param wasted the part of the spend that fell on people who are lost or disqualified
     * @param brought what the won deals of its people came to
     * @param silentSince when the last lead came, where that is longer ago than its leads have ever been apart, or nearly
     */
    public record SourceRow(
            String source,
            long leads,
            long qualified,
            Proportion won,
            double spent,
            double wasted,
            SpendRows.PaidLeads paid,
            double brought,
            @Nullable Instant silentSince) {

        @Nullable
        Double perLead() {
            return per(spent, paid.leads());
        }

        @Nullable
        Double perQualified() {
            return per(spent, paid.qualified());
        }

        @Nullable
        Double perWon() {
            return per(spent, paid.won());
        }

        @Nullable
        Double revenuePerLead() {
            return leads == 0 ? null : brought / leads;
        }
    }

    /** All lines together. */
    SourceRow all() {
        return new SourceRow(
                "all",
                leads,
                lines.stream().mapToLong(SourceRow::qualified).sum(),
                new Proportion(won, leads),
                spent,
                lines.stream().mapToDouble(SourceRow::wasted).sum(),
                lines.stream().map(SourceRow::paid).reduce(SpendRows.PaidLeads.NONE, SpendRows.PaidLeads::add),
                brought,
                null);
    }

    private static @Nullable Double per(double spent, long leads) {
        return spent == 0 || leads == 0 ? null : (Double) (spent / leads);
    }

    /** The filter that shows a line alone. */
    String column() {
        return by == CohortBreakdown.CAMPAIGN ? "campaign" : "source";
    }

    /** What an address says besides the period. */
    Map<String, String> address() {
        Map<String, String> address = new LinkedHashMap<>(filter.withoutPeriod());
        address.put("by", column());
        return address;
    }

    /** What a lead costs, stage by stage; null where nothing was spent on anybody who came. */
    @Nullable
    Chart chart() {
        List<SourceRow> paid =
                lines.stream().filter(line -> line.perLead() != null).toList();
        return paid.isEmpty()
                ? null
                : Chart.of(
                                "What a lead, a qualified lead and a won one cost by " + column(),
                                ChartUnit.COST,
                                paid.stream()
                                        .map(line -> line.source().isEmpty() ? "not told" : line.source())
                                        .toList(),
                                List.of(
                                        series("Cost of a lead", Tone.ENGAGE, paid, SourceRow::perLead),
                                        series("of a qualified one", Tone.CONVERT, paid, SourceRow::perQualified),
                                        series("of a won one", Tone.RETAIN, paid, SourceRow::perWon)))
                        .sideways()
                        .in(currency)
                        .leading(paid.stream()
                                .map(line -> "/insight" + filter.with(column(), line.source()))
                                .toList());
    }

    private static Series series(
            String name, Tone tone, List<SourceRow> lines, Function<SourceRow, @Nullable Double> cost) {
        return new Series(
                name,
                Shape.POINT,
                tone,
                lines.stream().map(line -> Value.of(cost.apply(line))).toList());
    }

    /** As rows of cells, headings first. */
    List<List<@Nullable String>> cells() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of(
                column(),
                "leads",
                "qualified",
                "won",
                "brought",
                "brought per lead",
                "spent",
                "per lead",
                "per qualified",
                "per won",
                "wasted",
                "silent since",
                "currency"));
        for (SourceRow line : lines) {
            cells.add(Arrays.asList(
                    line.source(),
                    Long.toString(line.leads()),
                    Long.toString(line.qualified()),
                    Long.toString(line.won().part()),
                    Double.toString(line.brought()),
                    text(line.revenuePerLead()),
                    Double.toString(line.spent()),
                    text(line.perLead()),
                    text(line.perQualified()),
                    text(line.perWon()),
                    Double.toString(line.wasted()),
                    text(line.silentSince()),
                    currency));
        }
        return cells;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** The source that brings more than half of the leads, null where none does. */
    @Nullable
    SourceRow dependence() {
        return lines.stream()
                .filter(line -> leads >= FEWEST && line.leads() > TOO_MUCH * leads)
                .findFirst()
                .orElse(null);
    }

    /**
     * A source is silent when nobody has come for three times as long as its leads are apart on average, and for a week.
     *
     * @param span the stretch in which its leads came
     */
    static @Nullable Instant silent(long leads, Duration span, @Nullable Instant newest, Instant now) {
        if (leads < FEWEST || newest == null) {
            return null;
        }
        Duration usual = span.dividedBy(leads).multipliedBy(3);
        Duration quiet = Duration.between(newest, now);
        return quiet.compareTo(usual) > 0 && quiet.compareTo(Duration.ofDays(7)) > 0 ? newest : null;
    }
}
