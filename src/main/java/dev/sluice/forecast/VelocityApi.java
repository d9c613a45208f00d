package dev.sluice.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.Rate;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Scoped;
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
    /** Sales velocity is open deals times the share won times the mean won, over the days that a win takes. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SalesVelocity")
    record Velocity(
            int open,
            long closed,
            long won,
            double meanWon,
            double meanDays,
            double perDay,
            long qualifiedLastMonth,
            long qualifiedBefore,
            @Nullable Double leadVelocity) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocityGroup")
    record Group(String group, long closed, long won, double low, double high, double meanWon, double meanDays) {
        static Group of(Outlook.Group group) {
            Rate rate = group.won();
            return new Group(group.name(), rate.n(), rate.part(), rate.low(), rate.high(), group.mean(), group.days());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocityReason")
    record Reason(String reason, long deals) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocitySlip")
    record Slip(long deal, String title, String owner, int times, int days, LocalDate first, LocalDate now) {}

    /** Velocity is of the last ninety days, {@code win_rates} and {@code lost} of the last twelve months. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "VelocityReport")
    record Answer(
            String funnel,
            Instant seen,
            Velocity velocity,
            Map<String, List<Group>> winRates,
            List<Reason> lost,
            List<Slip> putOff) {}

    private final ForecastPages pages;

    VelocityApi(ForecastPages pages) {
        this.pages = pages;
    }

    /**
     * How fast deals bring money, who wins how often, why deals are lost, and which are put off.
     *
     * @param asOf a day; everything is told as it stood at its end
     */
    @Scoped("reports:read")
    @GetMapping("/api/v1/reports/velocity")
    Answer velocity(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(name = "as_of", defaultValue = "") String asOf) {
        Outlook.Report report = pages.report(caller.workspace(), funnel, asOf);
        Outlook.Velocity velocity = report.velocity();
        return new Answer(
                report.run().definition().name(),
                report.seen(),
                new Velocity(
                        report.open().size(),
                        velocity.closed(),
                        velocity.won().part(),
                        velocity.mean(),
                        velocity.days(),
                        velocity.perDay(),
                        velocity.lastMonth(),
                        velocity.before(),
                        velocity.leads()),
                report.groups().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                by -> by.getValue().stream().map(Group::of).toList())),
                report.reasons().stream()
                        .map(reason -> new Reason(reason.getKey(), reason.getValue()))
                        .toList(),
                report.slips().stream()
                        .map(slip -> new Slip(
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
