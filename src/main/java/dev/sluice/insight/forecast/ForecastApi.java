package dev.sluice.insight.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The forecast by API. */
@RestController
class ForecastApi {
    /** What open deals are thought to bring, with the interval at 95 %. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastWeight")
    record Weight(int deals, double sum, double expected, double low, double high) {
        static Weight of(WeightedPipeline weighted) {
            return new Weight(weighted.deals(), weighted.sum(), weighted.mean(), weighted.low(), weighted.high());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastMonth")
    record ForecastMonthResponse(
            String month, double won, @Nullable Double target, Weight byDefinition, Weight byHistory) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastWeek")
    record ForecastWeekResponse(
            LocalDate day,
            Weight byDefinition,
            Weight byHistory,
            double wonSince,
            double lostSince,
            double stillOpen) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ForecastVelocity")
    record VelocityFigures(
            long closed,
            long won,
            double meanWon,
            double meanDays,
            double perDay,
            @Nullable Double leadVelocity) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastReport")
    record ForecastResponse(
            String funnel,
            Instant seen,
            Weight byDefinition,
            Weight byHistory,
            List<ForecastMonthResponse> months,
            List<ForecastWeekResponse> weeks,
            VelocityFigures velocity) {}

    private final ForecastService forecasts;

    ForecastApi(ForecastService forecasts) {
        this.forecasts = forecasts;
    }

    /**
     * Open deals weighted by the definition's probabilities and by own history, by month of expected close and as it stood
     * at the end of each of the last weeks, with velocity over the last ninety days.
     *
     * @param asOf a day; the report is as of its end
     */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/forecast")
    ForecastResponse forecast(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf) {
        ForecastReport report = forecasts.report(caller.workspace(), funnel, asOf);
        ForecastReport.SalesVelocity velocity = report.velocity();
        return new ForecastResponse(
                report.run().definition().name(),
                report.seen(),
                Weight.of(report.byDefinition()),
                Weight.of(report.byHistory()),
                report.months().stream()
                        .map(month -> new ForecastMonthResponse(
                                month.label(),
                                month.won(),
                                month.target(),
                                Weight.of(month.byDefinition()),
                                Weight.of(month.byHistory())))
                        .toList(),
                report.weeks().stream()
                        .map(week -> new ForecastWeekResponse(
                                week.day(),
                                Weight.of(week.byDefinition()),
                                Weight.of(week.byHistory()),
                                week.won(),
                                week.lost(),
                                week.still()))
                        .toList(),
                new VelocityFigures(
                        velocity.closed(),
                        velocity.won().part(),
                        velocity.mean(),
                        velocity.days(),
                        velocity.perDay(),
                        velocity.leads()));
    }
}
