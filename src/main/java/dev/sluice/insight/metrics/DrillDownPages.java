package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.DrillDownPerson;
import dev.sluice.insight.cohort.DrillDowns;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.StageOutcome;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The people behind each figure. */
@Controller
@RequiresRole(Role.MEMBER)
class DrillDownPages {
    private static final int PAGE_LIMIT = 500;
    private static final int FILE_LIMIT = 50_000;

    private final Pages pages;
    private final ReportFilterReader filters;
    private final DrillDowns drillDowns;

    DrillDownPages(Pages pages, ReportFilterReader filters, DrillDowns drillDowns) {
        this.pages = pages;
        this.filters = filters;
        this.drillDowns = drillDowns;
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
                        people(member, filter, stage, fate, PAGE_LIMIT),
                        "most",
                        PAGE_LIMIT,
                        "when",
                        new TimeFormat(filter.seen(), filter.zone())));
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
        CsvOutput.send(response, "people", table(stage).csv(people(member, filter, stage, fate, FILE_LIMIT)));
    }

    private List<DrillDownPerson> people(Member member, ReportFilter filter, String stage, String fate, int limit) {
        int position = filter.run().position(stage);
        if (position < 0) {
            throw new BadInput("stage", "There is no stage \"" + stage + "\" in this funnel.");
        }
        return drillDowns.people(member.workspace(), filter, position, StageOutcome.of(fate), limit);
    }

    private static Table<DrillDownPerson> table(String stage) {
        return Table.<DrillDownPerson>of("people")
                .column("person", "Person", CellUnit.ID, DrillDownPerson::person)
                .column("name", "Name", CellUnit.TEXT, DrillDownPerson::name)
                .column("source", "Source", CellUnit.TEXT, DrillDownPerson::origin)
                .column("came", "Came", CellUnit.INSTANT, DrillDownPerson::begun)
                .column(stage + " since", "Reached", CellUnit.INSTANT, DrillDownPerson::reached)
                .column("went on", "Went on", CellUnit.INSTANT, DrillDownPerson::next)
                .column("first response seconds", "First response", CellUnit.NUMBER, DrillDownPerson::waited);
    }
}
