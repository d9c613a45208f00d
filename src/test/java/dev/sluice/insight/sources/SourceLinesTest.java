package dev.sluice.insight.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.insight.Definitions;
import dev.sluice.insight.cohort.CohortSql;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.sources.SourceReport.SourceRow;
import dev.sluice.platform.web.Chart;
import dev.sluice.statistics.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source cost, what it brought, and whether the house leans on it too much. */
class SourceLinesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static SourceRow line(String source, long leads, long qualified, long won, double spent, double brought) {
        return new SourceRow(
                source,
                leads,
                qualified,
                new Proportion(won, leads),
                spent,
                spent / 2,
                new SpendRows.PaidLeads(leads, qualified, won, leads / 2),
                brought,
                null);
    }

    private static SourceReport report(SourceRow... lines) {
        List<SourceRow> all = List.of(lines);
        ReportFilter filter = new ReportFilter(Definitions.run(), ZoneId.of("UTC"), null, NOW, NOW, false, Map.of());
        return new SourceReport(
                filter,
                CohortSql.CohortBreakdown.SOURCE,
                all,
                all.stream().mapToLong(SourceRow::leads).sum(),
                all.stream().mapToLong(line -> line.won().part()).sum(),
                all.stream().mapToDouble(SourceRow::spent).sum(),
                all.stream().mapToDouble(SourceRow::brought).sum(),
                "EUR");
    }

    @Test
    void whatOneLeadCostIsTheSpendOverAllThatCame() {
        SourceRow line = line("fair", 40, 10, 4, 2_000, 30_000);

        assertThat(line.perLead()).isEqualTo(50.0);
        assertThat(line.perQualified()).isEqualTo(200.0);
        assertThat(line.perWon()).isEqualTo(500.0);
        assertThat(line.revenuePerLead()).isEqualTo(750.0);
    }

    @Test
    void whereNothingWasSpentOrNoOneCameThereIsNoPrice() {
        assertThat(line("web", 40, 10, 4, 0, 0).perLead()).isNull();
        assertThat(line("fair", 0, 0, 0, 100, 0).perLead()).isNull();
        assertThat(line("fair", 0, 0, 0, 100, 0).revenuePerLead()).isNull();
        assertThat(line("fair", 5, 0, 0, 100, 0).perQualified()).isNull();
        assertThat(line("fair", 5, 2, 0, 100, 0).perWon()).isNull();
    }

    @Test
    void aSourceThatBringsMoreThanHalfCarriesTooMuch() {
        assertThat(report(line("web", 11, 0, 0, 0, 0), line("fair", 10, 0, 0, 0, 0))
                        .dependence())
                .extracting(SourceRow::source)
                .isEqualTo("web");
        assertThat(report(line("web", 10, 0, 0, 0, 0), line("fair", 10, 0, 0, 0, 0))
                        .dependence())
                .isNull();
        assertThat(report(line("web", 18, 0, 0, 0, 0), line("fair", 1, 0, 0, 0, 0))
                        .dependence())
                .as("fewer than twenty are too few")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "40, 80, 8, true",
        "40, 80, 6, false",
        "40, 80, 7, false",
        "40, 400, 29, false",
        "40, 400, 31, true",
        "19, 80, 60, false"
    })
    void silenceIsThreeTimesTheUsualDistanceAndMoreThanAWeek(long leads, int span, int quietDays, boolean silent) {
        Instant newest = NOW.minus(Duration.ofDays(quietDays));
        Instant since = SourceReport.silent(leads, Duration.ofDays(span), newest, NOW);

        assertThat(since).isEqualTo(silent ? newest : null);
    }

    @Test
    void aSourceWithoutALeadIsNotSilent() {
        assertThat(SourceReport.silent(30, Duration.ofDays(30), null, NOW)).isNull();
    }

    @Test
    void onlyPaidSourcesHaveAPicture() {
        Chart chart =
                report(line("web", 30, 3, 1, 0, 0), line("", 10, 5, 0, 500, 0)).chart();

        assertThat(report(line("web", 30, 3, 1, 0, 0)).chart()).isNull();
        assertThat(chart).isNotNull();
        assertThat(chart.labels()).containsExactly("not told");
        assertThat(chart.series())
                .extracting(Chart.Series::name)
                .containsExactly("Cost of a lead", "of a qualified one", "of a won one");
        assertThat(chart.series().get(2).values().getFirst().at()).isNull();
    }

    @Test
    void theFileHasEveryFigureOfALineInItsColumn() {
        List<List<@Nullable String>> cells =
                report(line("fair", 40, 10, 4, 2_000, 30_000)).cells();

        assertThat(cells.getFirst())
                .startsWith("source", "leads", "qualified", "won")
                .endsWith("currency");
        assertThat(cells.get(1))
                .containsExactly(
                        "fair", "40", "10", "4", "30000.0", "750.0", "2000.0", "50.0", "200.0", "500.0", "1000.0", null,
                        "EUR");
    }
}
