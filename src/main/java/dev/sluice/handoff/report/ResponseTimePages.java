package dev.sluice.handoff.report;

import dev.sluice.handoff.report.ResponseTimes.Clock;
import dev.sluice.handoff.report.ResponseTimes.ResponseOutcome;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesBreakdown;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesFilter;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesRow;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Period;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Periods;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** How soon leads are answered, each figure with its clocks. */
@Controller
@RequiresRole(Role.MEMBER)
class ResponseTimePages {
    private static final int PAGE = 100;

    /** The class of most leads; it is shown first. */
    private static final String DEFAULT_CLASS = "inbound";

    /** The query of a drill-down; null is any. */
    record ClockQuery(
            @BindParam("class") @Nullable String responseClass,
            @Nullable String outcome,
            @Nullable Integer owner,
            @Nullable String source,
            @Nullable Integer day,
            @Nullable Integer hour) {
        ResponseTimesFilter filter() {
            return new ResponseTimesFilter(
                    responseClass == null ? DEFAULT_CLASS : responseClass,
                    outcome == null || outcome.isEmpty() ? null : outcome(outcome),
                    owner,
                    source,
                    day,
                    hour);
        }

        private static ResponseOutcome outcome(String code) {
            return Arrays.stream(ResponseOutcome.values())
                    .filter(outcome -> outcome.code().equals(code))
                    .findFirst()
                    .orElseThrow(
                            () -> new BadInput("outcome", "Say in_time, late, running or called_off, or nothing."));
        }
    }

    private final Pages pages;
    private final ResponseTimes times;
    private final Periods periods;

    ResponseTimePages(Pages pages, ResponseTimes times, Periods periods) {
        this.pages = pages;
        this.times = times;
        this.periods = periods;
    }

    @GetMapping("/hand-off/response-times")
    View report(
            Member member,
            @RequestParam Map<String, String> address,
            @RequestParam(name = "class", defaultValue = "") String requested) {
        Period period = periods.read(member.workspace(), address);
        List<ResponseTimesRow> classes = times.rows(member.workspace(), period, ResponseTimesBreakdown.CLASS);
        String chosen = chosen(classes, requested);
        return pages.page(
                "handoff/report/times",
                Map.of(
                        "period", period,
                        "classes", classes,
                        "chosen", chosen,
                        "users", of(member, period, ResponseTimesBreakdown.USER, chosen),
                        "sources", of(member, period, ResponseTimesBreakdown.SOURCE, chosen),
                        "week", week(of(member, period, ResponseTimesBreakdown.HOUR, chosen)),
                        "zone", period.zone().getId()));
    }

    /** The requested class if it has clocks, or else the default, or else the first. */
    private static String chosen(List<ResponseTimesRow> classes, String requested) {
        List<String> names =
                classes.stream().map(ResponseTimesRow::responseClass).toList();
        return Stream.of(requested, DEFAULT_CLASS)
                .filter(names::contains)
                .findFirst()
                .orElse(names.isEmpty() ? "" : names.getFirst());
    }

    private List<ResponseTimesRow> of(Member member, Period period, ResponseTimesBreakdown by, String responseClass) {
        return times.rows(member.workspace(), period, by).stream()
                .filter(row -> row.responseClass().equals(responseClass))
                .toList();
    }

    /** Seven days of 24 hours, null where no clock started. */
    private static @Nullable ResponseTimesRow[][] week(List<ResponseTimesRow> hours) {
        @Nullable ResponseTimesRow[][] week = new ResponseTimesRow[7][24];
        for (ResponseTimesRow row : hours) {
            if (row.day() != null && row.hour() != null) {
                week[row.day()][row.hour()] = row;
            }
        }
        return week;
    }

    /** The report by class, user, source or hour of the week. */
    @GetMapping("/hand-off/response-times.csv")
    void csv(
            Member member,
            @RequestParam Map<String, String> address,
            @RequestParam(defaultValue = "class") String by,
            HttpServletResponse response)
            throws IOException {
        ResponseTimesBreakdown breakdown = Breakdowns.read(ResponseTimesBreakdown.values(), by);
        List<ResponseTimesRow> rows =
                times.rows(member.workspace(), periods.read(member.workspace(), address), breakdown);
        CsvOutput.send(response, "response-times-" + by, HandoffTables.RESPONSE_TIMES.csv(rows));
    }

    @GetMapping("/hand-off/response-times/people")
    View drillDown(
            Member member,
            @RequestParam Map<String, String> address,
            ClockQuery query,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        Period period = periods.read(member.workspace(), address);
        ResponseTimesFilter filter = query.filter();
        Page<Clock> clocks = times.drillDown(member.workspace(), period, filter, after, PAGE);
        return pages.page(
                "handoff/report/clocks",
                Map.of(
                        "period", period,
                        "responseClass", filter.responseClass(),
                        "clocks", clocks.items(),
                        "shown", HandoffText.shown(clocks, after, "The newest", "clock"),
                        "next", HandoffText.nextPage(request, clocks),
                        "when", period.times()));
    }
}
