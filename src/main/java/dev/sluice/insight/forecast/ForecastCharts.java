package dev.sluice.insight.forecast;

import dev.sluice.insight.forecast.ForecastReport.ForecastMonth;
import dev.sluice.insight.forecast.ForecastReport.ForecastWeek;
import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forecast as pictures. */
final class ForecastCharts {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

    private ForecastCharts() {}

    /** "Nov 2026"; what it is called where it has no first day. */
    static String month(@Nullable LocalDate first, String otherwise) {
        return first == null ? otherwise : MONTH.format(first);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** What is won already and what is to come on top of it, beside the target. */
    static Chart months(ForecastReport report, String currency) {
        List<ForecastMonth> months = report.months();
        return Chart.of(
                        "Won already and forecast by month of expected close, beside the target",
                        ChartUnit.MONEY,
                        months.stream()
                                .map(month -> month(month.first(), "Later"))
                                .toList(),
                        List.of(
                                stacked(
                                        "Won already",
                                        Tone.RETAIN,
                                        months,
                                        month -> Value.of(month.won().doubleValue())),
                                stacked(
                                        "To come, by own history",
                                        Tone.MAIN,
                                        months,
                                        month -> value(month.byHistory()).faint(true)),
                                series(
                                        "In all, by the definition",
                                        Shape.POINT,
                                        Tone.CONVERT,
                                        months,
                                        month -> month.byDefinition().known()
                                                ? Value.of(month.won().doubleValue()
                                                        + month.byDefinition().mean())
                                                : Value.NONE),
                                series(
                                        "Target",
                                        Shape.MARK,
                                        Tone.SOON,
                                        months,
                                        month -> Value.of(
                                                month.target() == null
                                                        ? null
                                                        : (Double)
                                                                month.target().doubleValue()))))
                .in(currency);
    }

    /** What each week's forecast said of the deals that were open then, and what they have come to. */
    static Chart weeks(ForecastReport report, String currency) {
        List<ForecastWeek> weeks = report.weeks();
        return Chart.of(
                        "What each week's forecast said of the deals open then, and what was won of them by now",
                        ChartUnit.MONEY,
                        weeks.stream().map(week -> day(week.day())).toList(),
                        List.of(
                                series("History said", Shape.LINE, Tone.MAIN, weeks, week -> value(week.byHistory())),
                                series(
                                        "Definition said",
                                        Shape.LINE,
                                        Tone.CONVERT,
                                        weeks,
                                        week -> week.byDefinition().known()
                                                ? Value.of(week.byDefinition().mean())
                                                : Value.NONE),
                                series(
                                        "Won of them by now",
                                        Shape.BAR,
                                        Tone.GOOD,
                                        weeks,
                                        week -> Value.of(week.won().doubleValue())
                                                .faint(week.deals().still() > 0))))
                .in(currency);
    }

    private static Value value(WeightedPipeline weighted) {
        return weighted.known() ? Value.of(weighted.mean(), weighted.low(), weighted.high()) : Value.NONE;
    }

    private static <T> Series series(String name, Shape shape, Tone tone, List<T> of, Function<T, Value> value) {
        return new Series(name, shape, tone, of.stream().map(value).toList());
    }

    private static <T> Series stacked(String name, Tone tone, List<T> of, Function<T, Value> value) {
        return new Series(name, Shape.BAR, tone, true, of.stream().map(value).toList());
    }
}
