package dev.sluice.insight.forecast;

import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The forecast by API. */
@RestController
class ForecastApi {
    /**
     * What open deals are thought to bring, with the interval at 95 %. Deals without an amount are counted and add to no
     * sum; where none has one, the sums are null.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastWeight")
    record Weight(
            int deals,
            int withoutAmount,
            @Nullable Double sum,
            @Nullable Double expected,
            @Nullable Double low,
            @Nullable Double high) {
        static Weight of(WeightedPipeline weighted) {
            return weighted.known()
                    ? new Weight(
                            weighted.deals(),
                            weighted.unknown(),
                            weighted.sum().doubleValue(),
                            weighted.mean(),
                            weighted.low(),
                            weighted.high())
                    : new Weight(weighted.deals(), weighted.unknown(), null, null, null, null);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastMonth")
    record ForecastMonthResponse(
            String month,
            double won,
            long wonWithoutAmount,
            @Nullable Double target,
            Weight byDefinition,
            Weight byHistory) {
        static ForecastMonthResponse of(ForecastReport.ForecastMonth month) {
            return new ForecastMonthResponse(
                    month.label(),
                    month.won().doubleValue(),
                    month.wonUnknown(),
                    month.target() == null ? null : (Double) month.target().doubleValue(),
                    Weight.of(month.byDefinition()),
                    Weight.of(month.byHistory()));
        }
    }

    /** What was forecast at the end of a day, and what has become of those deals: money, and how many. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastWeek")
    record ForecastWeekResponse(
            LocalDate day,
            Weight byDefinition,
            Weight byHistory,
            double wonSince,
            double lostSince,
            double stillOpen,
            long dealsWonSince,
            long dealsLostSince,
            long dealsStillOpen) {
        static ForecastWeekResponse of(ForecastReport.ForecastWeek week) {
            return new ForecastWeekResponse(
                    week.day(),
                    Weight.of(week.byDefinition()),
                    Weight.of(week.byHistory()),
                    week.won().doubleValue(),
                    week.lost().doubleValue(),
                    week.still().doubleValue(),
                    week.deals().won(),
                    week.deals().lost(),
                    week.deals().still());
        }
    }

    /** @param otherCurrencies how many deals are in other currencies, and not in any amount here */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastReport")
    record ForecastResponse(
            String funnel,
            Instant seen,
            String currency,
            Map<String, Long> otherCurrencies,
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
     * @param currency of the amounts; without it the workspace's or, where no deal is in that, the one of most deals
     */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/forecast")
    ForecastResponse forecast(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String currency) {
        ForecastReport report = forecasts.report(caller.workspace(), funnel, asOf, currency);
        return new ForecastResponse(
                report.run().definition().name(),
                report.seen(),
                report.currency(),
                report.others(),
                Weight.of(report.byDefinition()),
                Weight.of(report.byHistory()),
                report.months().stream().map(ForecastMonthResponse::of).toList(),
                report.weeks().stream().map(ForecastWeekResponse::of).toList(),
                VelocityFigures.of(report.velocity()));
    }
}
