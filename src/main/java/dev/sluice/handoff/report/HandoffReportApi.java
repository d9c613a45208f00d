package dev.sluice.handoff.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.handoff.CapacitySimulation;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.RowsResponse;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceBreakdown;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesBreakdown;
import dev.sluice.platform.Period;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Periods;
import dev.sluice.workspace.RequiresScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports on the hand-off for callers of the API. */
@RestController
@RequestMapping("/api/v1/reports")
class HandoffReportApi {
    /** A report's rows with the period that they are of: {@code from} is left out where it has no beginning, {@code to} is not in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PeriodResponse<T>(@Nullable Instant from, Instant to, List<T> rows) {}

    private final ResponseTimes times;
    private final LeadAcceptance acceptance;
    private final CapacitySimulation capacity;
    private final Funnels funnels;
    private final Periods periods;

    HandoffReportApi(
            ResponseTimes times,
            LeadAcceptance acceptance,
            CapacitySimulation capacity,
            Funnels funnels,
            Periods periods) {
        this.times = times;
        this.acceptance = acceptance;
        this.capacity = capacity;
        this.funnels = funnels;
        this.periods = periods;
    }

    /**
     * Response clocks that started in the period, by class and then by user, source or hour of the week.
     *
     * @param period 30d, 90d, which is meant when it is left out, 12m or all
     * @param from instead of a period: the first day in the workspace's time zone, or an instant; open when left out
     * @param to the last day, which is included, or an instant, which is not; now when left out
     */
    @RequiresScope("reports:read")
    @GetMapping("/response-times")
    PeriodResponse<ResponseTimes.ResponseTimesRow> times(
            ApiCaller caller,
            @RequestParam(defaultValue = "class") String by,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        ResponseTimesBreakdown breakdown = Breakdowns.read(ResponseTimesBreakdown.values(), by);
        Period read = periods.read(caller.workspace(), period, from, to);
        return new PeriodResponse<>(read.from(), read.to(), times.rows(caller.workspace(), read, breakdown));
    }

    /** What sales decided in the period, by source, form or reason; the same period as above. */
    @RequiresScope("reports:read")
    @GetMapping("/answers")
    PeriodResponse<LeadAcceptance.AcceptanceRow> acceptance(
            ApiCaller caller,
            @RequestParam(defaultValue = "source") String by,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        AcceptanceBreakdown breakdown = Breakdowns.read(AcceptanceBreakdown.values(), by);
        Period read = periods.read(caller.workspace(), period, from, to);
        return new PeriodResponse<>(read.from(), read.to(), acceptance.rows(caller.workspace(), read, breakdown));
    }

    /** What each threshold of the hand-off's gate would have brought in the last twelve weeks, by funnel. */
    @RequiresScope("reports:read")
    @GetMapping("/capacity")
    RowsResponse<CapacitySimulation.Reckoning> capacity(ApiCaller caller) {
        return new RowsResponse<>(funnels.active(caller.workspace()).stream()
                .map(run -> capacity.of(caller.workspace(), HandoffPolicy.of(run)))
                .toList());
    }
}
