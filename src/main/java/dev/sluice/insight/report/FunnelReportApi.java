package dev.sluice.insight.report;

import dev.sluice.insight.report.FunnelReports.FunnelReport;
import dev.sluice.insight.report.FunnelReports.FunnelReportBreakdown;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Period;
import dev.sluice.platform.PeriodChoice;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Reports by API. */
@RestController
class FunnelReportApi {
    /** {@code conversion} is the share of those who reached the stage that reached a later one. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "FunnelStage")
    record StageFigures(
            String stage,
            long reached,
            long wentOn,
            @Nullable Double conversion,
            long open,
            long lost,
            long disqualified) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "FunnelDaysToWin")
    record DaysToWinResponse(
            long n,
            @Nullable Double p25,
            @Nullable Double median,
            @Nullable Double p75) {}

    /** {@code visitors} were seen and entered no stage; {@code conversion} is won of people. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "FunnelGroup")
    record FunnelGroupResponse(
            String group,
            long visitors,
            long people,
            long won,
            long lost,
            long disqualified,
            long open,
            @Nullable Double conversion,
            List<StageFigures> stages,
            DaysToWinResponse daysToWin) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "FunnelReport")
    record FunnelReportResponse(
            String funnel,
            int version,
            String timeZone,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String by,
            List<FunnelGroupResponse> rows,
            FunnelGroupResponse total) {}

    private final FunnelReports reports;
    private final InstantSource clock;

    FunnelReportApi(FunnelReports reports, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * The funnel's figures of the people who began in the period.
     *
     * @param period 30d, 90d, 12m or all, which is meant when it is left out
     * @param from instead of a period: the first day in the workspace's time zone, or an instant; open when left out
     * @param to the last day, which is included, or an instant, which is not; now when left out
     * @param by source, form or month
     */
    @GetMapping("/api/v1/reports/funnel")
    @RequiresScope("reports:read")
    FunnelReportResponse funnel(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(required = false) @Nullable String funnel) {
        Period read = Period.read(
                Map.of("period", period, "from", from, "to", to),
                PeriodChoice.ALL,
                reports.zone(caller.workspace()),
                clock.instant());
        FunnelReportBreakdown grouping = by(by);
        return answer(
                reports.report(caller.workspace(), reports.run(caller.workspace(), funnel), read, grouping),
                by.isEmpty() ? null : by);
    }

    private static FunnelReportBreakdown by(String text) {
        return switch (text) {
            case "" -> FunnelReportBreakdown.NOTHING;
            case "source" -> FunnelReportBreakdown.SOURCE;
            case "form" -> FunnelReportBreakdown.FORM;
            case "month" -> FunnelReportBreakdown.MONTH;
            default -> throw new BadInput("by", "Group by source, form or month.");
        };
    }

    private static FunnelReportResponse answer(FunnelReport report, @Nullable String by) {
        return new FunnelReportResponse(
                report.run().definition().name(),
                report.run().version(),
                report.period().zone().getId(),
                report.period().from(),
                report.period().to(),
                by,
                report.rows().stream()
                        .map(row -> group(report, row.group(), row.figures()))
                        .toList(),
                group(report, "total", report.total()));
    }

    private static FunnelGroupResponse group(FunnelReport report, String name, FunnelCounts figures) {
        List<StageFigures> stages = new ArrayList<>();
        for (int i = 0; i < report.stages().size(); i++) {
            FunnelCounts.StageCounts at = figures.stage(i);
            stages.add(new StageFigures(
                    report.stages().get(i).id(),
                    at.reached(),
                    at.wentOn(),
                    i == report.stages().size() - 1 ? null : FunnelCounts.share(at.wentOn(), at.reached()),
                    at.open(),
                    at.lost(),
                    at.disqualified()));
        }
        DaysToWin days = figures.days();
        return new FunnelGroupResponse(
                name,
                figures.outside(),
                figures.people(),
                figures.won(),
                figures.lost(),
                figures.disqualified(),
                figures.open(),
                FunnelCounts.share(figures.won(), figures.people()),
                stages,
                new DaysToWinResponse(days.n(), days.quantile(0.25), days.quantile(0.5), days.quantile(0.75)));
    }
}
