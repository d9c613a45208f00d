package dev.sluice.handoff.report;

import dev.sluice.handoff.CapacitySimulation;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.RejectionReasons;
import dev.sluice.handoff.report.ResponseTimes.ResponseOutcome;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesBreakdown;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesPeriod;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesRow;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;

/** Reports on the hand-off: how soon leads are answered and what sales answers, every figure with its people. */
@Controller
@RequiresRole(Role.MEMBER)
class HandoffReportPages {
    private static final int SHOWN = 500;

    /** The class that most leads run under; it is shown first. */
    private static final String USUAL = "inbound";

    private final Pages pages;
    private final ResponseTimes times;
    private final LeadAcceptance answers;
    private final CapacitySimulation capacity;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final InstantSource clock;

    HandoffReportPages(
            Pages pages,
            ResponseTimes times,
            LeadAcceptance answers,
            CapacitySimulation capacity,
            Funnels funnels,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.times = times;
        this.answers = answers;
        this.capacity = capacity;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping("/hand-off/response-times")
    View times(
            Member member,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(name = "class", defaultValue = "") String wanted) {
        ResponseTimesPeriod period = period(member, days);
        List<ResponseTimesRow> classes = times.lines(member.workspace(), period, ResponseTimesBreakdown.CLASS);
        String chosen = classes.stream()
                .map(ResponseTimesRow::responseClass)
                .filter(wanted::equals)
                .findFirst()
                .or(() -> classes.stream()
                        .map(ResponseTimesRow::responseClass)
                        .filter(USUAL::equals)
                        .findFirst())
                .orElse(classes.isEmpty() ? "" : classes.getFirst().responseClass());
        return pages.page(
                "handoff/report/times",
                Map.of(
                        "days", within(days),
                        "classes", classes,
                        "chosen", chosen,
                        "users", of(member, period, ResponseTimesBreakdown.USER, chosen),
                        "sources", of(member, period, ResponseTimesBreakdown.SOURCE, chosen),
                        "week", week(of(member, period, ResponseTimesBreakdown.HOUR, chosen)),
                        "zone", period.zone().getId()));
    }

    private List<ResponseTimesRow> of(
            Member member, ResponseTimesPeriod period, ResponseTimesBreakdown by, String responseClass) {
        return times.lines(member.workspace(), period, by).stream()
                .filter(line -> line.responseClass().equals(responseClass))
                .toList();
    }

    /** Seven days of 24 hours, null where no clock started. */
    private static @Nullable ResponseTimesRow[][] week(List<ResponseTimesRow> hours) {
        @Nullable ResponseTimesRow[][] week = new ResponseTimesRow[7][24];
        for (ResponseTimesRow line : hours) {
            if (line.day() != null && line.hour() != null) {
                week[line.day()][line.hour()] = line;
            }
        }
        return week;
    }

    @GetMapping("/hand-off/response-times/people")
    View behindTimes(
            Member member,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(name = "class", defaultValue = USUAL) String responseClass,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable Integer owner,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable Integer day,
            @RequestParam(required = false) @Nullable Integer hour) {
        ResponseOutcome ended = outcome.isEmpty()
                ? null
                : Arrays.stream(ResponseOutcome.values())
                        .filter(one -> one.code().equals(outcome))
                        .findFirst()
                        .orElseThrow(
                                () -> new BadInput("outcome", "Say in_time, late, running or called_off, or nothing."));
        ResponseTimesPeriod period = period(member, days);
        return pages.page(
                "handoff/report/clocks",
                Map.of(
                        "days",
                        within(days),
                        "responseClass",
                        responseClass,
                        "clocks",
                        times.behind(
                                member.workspace(),
                                period,
                                new ResponseTimes.ResponseTimesFilter(responseClass, ended, owner, source, day, hour),
                                SHOWN),
                        "when",
                        new TimeFormat(period.to(), period.zone())));
    }

    @GetMapping("/hand-off/answers")
    View answers(Member member, @RequestParam(defaultValue = "90") int days) {
        ResponseTimesPeriod period = period(member, days);
        Map<String, Object> shown = new HashMap<>();
        shown.put("days", within(days));
        for (LeadAcceptance.AcceptanceBreakdown by : LeadAcceptance.AcceptanceBreakdown.values()) {
            shown.put(by.column, answers.lines(member.workspace(), period.from(), period.to(), by));
        }
        return pages.page("handoff/report/answers", shown);
    }

    @GetMapping("/hand-off/answers/people")
    View behindAnswers(
            Member member,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(required = false) @Nullable String answer,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(required = false) @Nullable String reason) {
        ResponseTimesPeriod period = period(member, days);
        return pages.page(
                "handoff/report/answered",
                Map.of(
                        "days", within(days),
                        "answers",
                                answers.behind(
                                        member.workspace(),
                                        period.from(),
                                        period.to(),
                                        new LeadAcceptance.AcceptanceFilter(answer, source, form, reason),
                                        SHOWN),
                        "when", new TimeFormat(period.to(), period.zone())));
    }

    @GetMapping("/hand-off/capacity")
    View capacity() {
        return pages.page("handoff/report/capacity", Map.of());
    }

    /** The part that takes a while, for it reads the whole log. */
    @GetMapping("/hand-off/capacity/figures")
    View figures(Member member) {
        return pages.page(
                "handoff/report/reckoning",
                Map.of(
                        "reckonings",
                        funnels.active(member.workspace()).stream()
                                .map(run -> capacity.of(member.workspace(), HandoffPolicy.of(run)))
                                .toList()));
    }

    private ResponseTimesPeriod period(Member member, int days) {
        Instant now = clock.instant();
        return new ResponseTimesPeriod(
                workspaces.get(member.workspace()).timeZone(), now.minus(Duration.ofDays(within(days))), now);
    }

    /** The days of a period that somebody asked for: one day to ten years. */
    static int within(int days) {
        return Math.clamp(days, 1, 3_660);
    }

    /** A value as it stands in an address. */
    static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    /** A rejection's reason in words. */
    static String reason(String code) {
        return RejectionReasons.title(code);
    }

    /** A share of 0 to 1 as a percentage; a dash where nothing was measured. */
    static String share(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** How warm an hour is shown, 0 to 4 by the share that was answered in time; -1 while nothing is decided. */
    static int warmth(@Nullable ResponseTimesRow line) {
        return line == null || line.decided() == 0 ? -1 : (int) (4 * line.inTime() / line.decided());
    }
}
