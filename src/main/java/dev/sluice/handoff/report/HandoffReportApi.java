package dev.sluice.handoff.report;

import dev.sluice.handoff.CapacitySimulation;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesPeriod;
import dev.sluice.platform.BadInput;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
    private final LeadAcceptance answers;
    private final CapacitySimulation capacity;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final InstantSource clock;

    HandoffReportApi(
            ResponseTimes times,
            LeadAcceptance answers,
            CapacitySimulation capacity,
            Funnels funnels,
            Workspaces workspaces,
            InstantSource clock) {
        this.times = times;
        this.answers = answers;
        this.capacity = capacity;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.clock = clock;
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
        ResponseTimes.ResponseTimesBreakdown chosen = by(ResponseTimes.ResponseTimesBreakdown.values(), by);
        Instant end = end(to);
        Instant begin = begin(from, end);
        ResponseTimesPeriod period =
                new ResponseTimesPeriod(workspaces.get(caller.workspace()).timeZone(), begin, end);
        return new PeriodResponse<>(begin, end, times.lines(caller.workspace(), period, chosen));
    }

    /** What sales answered in the period, by source, form or reason; the same period as above. */
    @RequiresScope("reports:read")
    @GetMapping("/answers")
    PeriodResponse<LeadAcceptance.AcceptanceRow> answers(
            ApiCaller caller,
            @RequestParam(defaultValue = "source") String by,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        LeadAcceptance.AcceptanceBreakdown chosen = by(LeadAcceptance.AcceptanceBreakdown.values(), by);
        Instant end = end(to);
        Instant begin = begin(from, end);
        return new PeriodResponse<>(begin, end, answers.lines(caller.workspace(), begin, end, chosen));
    }

    /** What each threshold of the hand-off's gate would have brought in the last twelve weeks, by funnel. */
    @RequiresScope("reports:read")
    @GetMapping("/capacity")
    HandoffApi.Rows<CapacitySimulation.Reckoning> capacity(ApiCaller caller) {
        return new HandoffApi.Rows<>(funnels.active(caller.workspace()).stream()
                .map(run -> capacity.of(caller.workspace(), HandoffPolicy.of(run)))
                .toList());
    }

    private Instant end(String to) {
        return to.isEmpty() ? clock.instant() : instant("to", to);
    }

    private static Instant begin(String from, Instant end) {
        return from.isEmpty() ? end.minus(Duration.ofDays(90)) : instant("from", from);
    }

    /** An instant that a caller sent. */
    static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new BadInput(field, "Send an ISO 8601 instant like 2026-11-30T09:00:00Z.");
        }
    }

    private static <E extends Enum<E>> E by(E[] all, String word) {
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "by",
                        "Say one of "
                                + Arrays.stream(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
