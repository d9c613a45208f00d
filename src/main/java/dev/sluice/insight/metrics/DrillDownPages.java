package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.CohortRows.BehindDeal;
import dev.sluice.insight.cohort.CohortRows.DrillDownRow;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.StageOutcome;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The people and the deals behind each figure. */
@Controller
@RequiresRole(Role.MEMBER)
class DrillDownPages {
    private static final int SHOWN = 500;
    private static final int IN_A_FILE = 50_000;
    private static final List<String> STATES = List.of("closed", "won", "lost", "open");

    private final Pages pages;
    private final ReportFilterReader filters;
    private final Metrics metrics;
    private final ReportLabels names;

    DrillDownPages(Pages pages, ReportFilterReader filters, Metrics metrics, ReportLabels names) {
        this.pages = pages;
        this.filters = filters;
        this.metrics = metrics;
        this.names = names;
    }

    @GetMapping("/insight/people")
    View people(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam String stage,
            @RequestParam(defaultValue = "all") String fate) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        return pages.page(
                "insight/metrics/people",
                Map.of(
                        "filter",
                        filter,
                        "stage",
                        stage,
                        "fate",
                        StageOutcome.of(fate),
                        "people",
                        people(member, filter, stage, fate, SHOWN),
                        "most",
                        SHOWN,
                        "when",
                        new TimeFormat(filter.seen(), filter.zone())));
    }

    private List<DrillDownRow> people(Member member, ReportFilter filter, String stage, String fate, int limit) {
        return metrics.behind(member.workspace(), filter, names.stage(filter.run(), stage), StageOutcome.of(fate), limit);
    }

    @GetMapping("/insight/people.csv")
    void peopleFile(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam String stage,
            @RequestParam(defaultValue = "all") String fate,
            HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(List.of("person", "name", "source", "came", stage + " since", "went on", "first response seconds"));
        people(member, filter, stage, fate, IN_A_FILE)
                .forEach(one -> rows.add(Arrays.asList(
                        Long.toString(one.person()),
                        one.name(),
                        one.origin(),
                        one.begun().toString(),
                        text(one.reached()),
                        text(one.next()),
                        one.waited() == null ? null : one.waited().toString())));
        CsvOutput.send(response, "people", rows);
    }

    /** The deals of the people of a filter: those that were decided, or by what became of them. */
    @GetMapping("/insight/deals")
    View deals(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "closed") String state) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        return pages.page(
                "insight/metrics/deals",
                Map.of(
                        "filter",
                        filter,
                        "state",
                        state,
                        "states",
                        STATES,
                        "deals",
                        deals(member, filter, state, SHOWN),
                        "most",
                        SHOWN,
                        "when",
                        new TimeFormat(filter.seen(), filter.zone())));
    }

    private List<BehindDeal> deals(Member member, ReportFilter filter, String state, int limit) {
        if (!STATES.contains(state)) {
            throw new BadInput("state", "Say one of " + String.join(", ", STATES) + ".");
        }
        return metrics.deals(member.workspace(), filter, state, limit);
    }

    @GetMapping("/insight/deals.csv")
    void dealsFile(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "closed") String state,
            HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(
                List.of("deal", "title", "person", "name", "owner", "amount", "currency", "state", "opened", "closed"));
        deals(member, filter, state, IN_A_FILE)
                .forEach(one -> rows.add(Arrays.asList(
                        Long.toString(one.deal()),
                        one.title(),
                        Long.toString(one.person()),
                        one.name(),
                        one.owner(),
                        one.amount() == null ? null : one.amount().toPlainString(),
                        one.currency(),
                        one.state(),
                        text(one.opened()),
                        text(one.closed()))));
        CsvOutput.send(response, "deals", rows);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
