package dev.sluice.handoff.report;

import dev.sluice.handoff.CapacitySimulation;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.RowsResponse;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceBreakdown;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesBreakdown;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports on the hand-off for callers of the API. */
@RestController
@RequestMapping("/api/v1/reports")
class HandoffReportApi {
    /** A report's rows with the period that they are of, the end not included. */
    record PeriodResponse<T>(Instant from, Instant to, List<T> rows) {}

    private final ResponseTimes times;
    private final LeadAcceptance acceptance;
    private final CapacitySimulation capacity;
    private final Funnels funnels;
    private final HandoffPeriods periods;

    HandoffReportApi(
            ResponseTimes times,
            LeadAcceptance acceptance,
            CapacitySimulation capacity,
            Funnels funnels,
            HandoffPeriods periods) {
        this.times = times;
        this.acceptance = acceptance;
        this.capacity = capacity;
        this.funnels = funnels;
        this.periods = periods;
    }

    /**
     * Response clocks that started in the period, by class and then by user, source or hour of the week.
     *
     * @param from an instant; ninety days before the end when left out
     * @param to an instant, exclusive; now when left out
     */
    @RequiresScope("reports:read")
    @GetMapping("/response-times")
    PeriodResponse<ResponseTimes.ResponseTimesRow> times(
            ApiCaller caller,
            @RequestParam(defaultValue = "class") String by,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        ResponseTimesBreakdown breakdown = Breakdowns.read(ResponseTimesBreakdown.values(), by);
        HandoffPeriod period = periods.between(caller.workspace(), from, to);
        return new PeriodResponse<>(period.from(), period.to(), times.rows(caller.workspace(), period, breakdown));
    }

    /** What sales decided in the period, by source, form or reason; the same period as above. */
    @RequiresScope("reports:read")
    @GetMapping("/answers")
    PeriodResponse<LeadAcceptance.AcceptanceRow> acceptance(
            ApiCaller caller,
            @RequestParam(defaultValue = "source") String by,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        AcceptanceBreakdown breakdown = Breakdowns.read(AcceptanceBreakdown.values(), by);
        HandoffPeriod period = periods.between(caller.workspace(), from, to);
        return new PeriodResponse<>(period.from(), period.to(), acceptance.rows(caller.workspace(), period, breakdown));
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
