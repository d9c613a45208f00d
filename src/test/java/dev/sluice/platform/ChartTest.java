package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.web.Chart;
import dev.sluice.statistics.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page's script is given to draw. */
class ChartTest {
    private static final Chart PLAIN = Chart.of(
            "Leads by week",
            Chart.ChartUnit.COUNT,
            List.of("May", "June"),
            List.of(new Chart.Series(
                    "Leads", Chart.Shape.BAR, Chart.Tone.ATTRACT, List.of(Chart.Value.of(3.0), Chart.Value.NONE))));

    @Test
    void aChartHasItsLabelsAndItsSeriesInTheirOrder() {
        Map<String, Object> json = Json.object(PLAIN.json());
        assertThat(json.get("labels")).isEqualTo(List.of("May", "June"));
        assertThat(json.get("unit")).isEqualTo("count");
        assertThat(json.get("across")).isEqualTo(false);
        assertThat(json.get("links")).isEqualTo(List.of());
        assertThat(json.get("sign")).isEqualTo("");
    }

    @Test
    void aSeriesHasItsShapeItsColourAndAHoleWhereNothingIsKnown() {
        Map<?, ?> series = series(PLAIN);
        assertThat(series.get("name")).isEqualTo("Leads");
        assertThat(series.get("shape")).isEqualTo("bar");
        assertThat(series.get("tone")).isEqualTo("--layer-attract");
        assertThat(series.get("stacked")).isEqualTo(false);
        assertThat(series.get("at")).isEqualTo(Arrays.asList(3.0, null));
        assertThat(series.get("low")).isEqualTo(Arrays.asList(null, null));
        assertThat(series.get("notes")).isEqualTo(List.of("", ""));
    }

    @Test
    void aChartOfMoneyBearsItsCurrency() {
        assertThat(Json.object(PLAIN.in("EUR").json()).get("sign")).isEqualTo("€");
        assertThat(Json.object(PLAIN.in("SEK").json()).get("sign")).isEqualTo("SEK ");
    }

    @Test
    void aChartMayLieOnItsSideAndLeadSomewhereWithoutLosingTheRest() {
        Chart changed = PLAIN.in("USD").sideways().leading(List.of("/people?week=1", ""));
        Map<String, Object> json = Json.object(changed.json());
        assertThat(json.get("across")).isEqualTo(true);
        assertThat(json.get("links")).isEqualTo(List.of("/people?week=1", ""));
        assertThat(json.get("sign")).isEqualTo("$");
        assertThat(json.get("labels")).isEqualTo(List.of("May", "June"));
        assertThat(PLAIN.across()).isFalse();
    }

    @Test
    void noLabelCanEndTheScriptThatItIsIn() {
        Chart hostile = Chart.of("x", Chart.ChartUnit.COUNT, List.of("</script><script>alert(1)</script>"), List.of());
        assertThat(hostile.json()).doesNotContain("<");
        assertThat(Json.object(hostile.json()).get("labels")).isEqualTo(List.of("</script><script>alert(1)</script>"));
    }

    @Test
    void aShareComesWithItsIntervalAndItsN() {
        Chart.Value value = Chart.Value.of(new Proportion(5, 10));
        assertThat(value.at()).isEqualTo(0.5);
        assertThat(value.low()).isEqualTo(new Proportion(5, 10).low());
        assertThat(value.high()).isEqualTo(new Proportion(5, 10).high());
        assertThat(value.note()).isEqualTo("of 10");
        assertThat(Chart.Value.of(new Proportion(5, 12_000)).note()).isEqualTo("of 12,000");
    }

    @Test
    void aShareOfNothingIsNoValue() {
        assertThat(Chart.Value.of(new Proportion(0, 0))).isEqualTo(Chart.Value.NONE);
        assertThat(Chart.Value.of((Proportion) null)).isEqualTo(Chart.Value.NONE);
    }

    @Test
    void aValueThatMayStillChangeIsFaintAndKeepsItsNote() {
        Chart.Value value = Chart.Value.of(1, 0, 2).note("of 4").faint(true);
        assertThat(value).isEqualTo(new Chart.Value(1.0, 0.0, 2.0, true, "of 4"));
        assertThat(value.faint(false).note()).isEqualTo("of 4");
    }

    @Test
    void seriesThatAreStackedSaySo() {
        Chart stacked = Chart.of(
                "x",
                Chart.ChartUnit.MONEY,
                List.of("a"),
                List.of(new Chart.Series(
                        "Won",
                        Chart.Shape.STEP,
                        Chart.Tone.GOOD,
                        true,
                        List.of(Chart.Value.of(1.0).faint(true)))));
        assertThat(series(stacked).get("stacked")).isEqualTo(true);
        assertThat(series(stacked).get("faint")).isEqualTo(List.of(true));
        assertThat(series(stacked).get("tone")).isEqualTo("--state-good");
    }

    @ParameterizedTest
    @EnumSource(Chart.Tone.class)
    void everyToneIsAColourOfTheStylesheet(Chart.Tone tone) {
        Chart chart = Chart.of(
                "x",
                Chart.ChartUnit.SHARE,
                List.of("a"),
                List.of(new Chart.Series("s", Chart.Shape.LINE, tone, List.of(Chart.Value.NONE))));
        assertThat(String.valueOf(series(chart).get("tone"))).matches("--[a-z][a-z-]+");
    }

    private static Map<?, ?> series(Chart chart) {
        return (Map<?, ?>) ((List<?>) Json.object(chart.json()).get("series")).getFirst();
    }
}
