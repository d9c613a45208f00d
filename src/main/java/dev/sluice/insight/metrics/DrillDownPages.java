package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.DrillDowns;
import dev.sluice.insight.cohort.DrillDowns.CountedPage;
import dev.sluice.insight.cohort.DrillDowns.DrillDownPerson;
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
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The people behind each figure. */
@Controller
@RequiresRole(Role.MEMBER)
class DrillDownPages {
    private static final int PAGE_LIMIT = 100;
    private static final int FILE_LIMIT = 250_000;

    /** What an address says instead of a stage to mean everybody who entered the funnel. */
    private static final String ANY = "any";

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
            @RequestParam(defaultValue = "all") String fate,
            @RequestParam(defaultValue = "") String after) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        StageOutcome outcome = StageOutcome.of(fate);
        CountedPage<DrillDownPerson> people =
                drillDowns.people(member.workspace(), filter, position(filter, stage), outcome, after, PAGE_LIMIT);
        String own = filter.with("stage", stage) + "&fate=" + outcome.code();
        return pages.page(
                "insight/metrics/people",
                Map.of(
                        "filter",
                        filter,
                        "stage",
                        stage,
                        "fate",
                        outcome,
                        "people",
                        people,
                        "file",
                        "/insight/people.csv" + own,
                        "next",
                        people.page().next() == null
                                ? ""
                                : "/insight/people" + own + "&after="
                                        + people.page().next(),
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
        CountedPage<DrillDownPerson> people = drillDowns.people(
                member.workspace(), filter, position(filter, stage), StageOutcome.of(fate), "", FILE_LIMIT);
        CsvOutput.send(response, "people", table(stage).csv(people.page().items()));
    }

    private static int position(ReportFilter filter, String stage) {
        int position = filter.run().position(stage);
        if (position < 0 && !stage.equals(ANY)) {
            throw new BadInput("stage", "There is no stage \"" + stage + "\" in this funnel.");
        }
        return position < 0 ? DrillDowns.ANY : position;
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
