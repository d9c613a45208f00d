package dev.sluice.insight.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Velocity, win rates, reasons and what was put off, by API. */
@RestController
class VelocityApi {
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VelocityGroup")
    record WinRateResponse(
            String group,
            long closed,
            long won,
            double low,
            double high,
            @Nullable Double meanWon,
            @Nullable Double meanDays) {
        static WinRateResponse of(ForecastReport.WinRateRow group) {
            Proportion rate = group.won();
            return new WinRateResponse(
                    group.name(), rate.n(), rate.part(), rate.low(), rate.high(), group.mean(), group.days());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocityReason")
    record LossReasonResponse(String reason, long deals) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocitySlip")
    record SlippedDealResponse(
            long deal, String title, String owner, int times, int days, LocalDate first, LocalDate now) {}

    /**
     * Velocity is of the last ninety days, {@code win_rates} and {@code lost} of the last twelve months. Sales velocity is
     * open deals times the share won times the mean won, over the days that a win takes. Win rates count deals of every
     * currency, by the day they closed; by size those in {@code currency}, by the size that was known before they closed.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocityReport")
    record VelocityResponse(
            String funnel,
            Instant seen,
            String currency,
            Map<String, Long> otherCurrencies,
            VelocityFigures velocity,
            Map<String, List<WinRateResponse>> winRates,
            List<LossReasonResponse> lost,
            List<SlippedDealResponse> putOff) {}

    private final ForecastService forecasts;

    VelocityApi(ForecastService forecasts) {
        this.forecasts = forecasts;
    }

    /**
     * How fast deals bring money, who wins how often, why deals are lost, and which are put off.
     *
     * @param asOf a day; the report is as of its end
     * @param currency of the amounts; without it the workspace's or, where no deal is in that, the one of most deals
     */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/velocity")
    VelocityResponse velocity(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String currency) {
        ForecastReport report = forecasts.report(caller.workspace(), funnel, asOf, currency);
        return new VelocityResponse(
                report.run().definition().name(),
                report.seen(),
                report.currency(),
                report.others(),
                VelocityFigures.of(report.velocity()),
                report.groups().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                by -> by.getValue().stream()
                                        .map(WinRateResponse::of)
                                        .toList())),
                report.reasons().stream()
                        .map(reason -> new LossReasonResponse(reason.getKey(), reason.getValue()))
                        .toList(),
                report.slips().stream()
                        .map(slip -> new SlippedDealResponse(
                                slip.deal(),
                                slip.title(),
                                slip.owner(),
                                slip.times(),
                                slip.days(),
                                slip.first(),
                                slip.last()))
                        .toList());
    }
}
