package dev.sluice.handoff.report;

import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.reconciliation.LeadReconciliation;
import dev.sluice.handoff.reconciliation.LeadReconciliation.BooksDrillDown;
import dev.sluice.handoff.reconciliation.LeadReconciliation.DrillDownQuery;
import dev.sluice.handoff.reconciliation.LeadReconciliation.ReconciliationFigure;
import dev.sluice.handoff.reconciliation.OwnershipChecks;
import dev.sluice.handoff.report.HandoffTables.LedgerLine;
import dev.sluice.handoff.routing.Workloads;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.Period;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Periods;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Whether a lead was forgotten, where every lead went, and how many each owner has. */
@Controller
@RequiresRole(Role.MEMBER)
class ReconciliationPages {
    private static final int PAGE = 100;
    private static final int MAX_INCIDENTS = 20;

    private final Pages pages;
    private final LeadReconciliation reconciliation;
    private final OwnershipChecks checks;
    private final Workloads workloads;
    private final Members members;
    private final Funnels funnels;
    private final Periods periods;

    ReconciliationPages(
            Pages pages,
            LeadReconciliation reconciliation,
            OwnershipChecks checks,
            Workloads workloads,
            Members members,
            Funnels funnels,
            Periods periods) {
        this.pages = pages;
        this.reconciliation = reconciliation;
        this.checks = checks;
        this.workloads = workloads;
        this.members = members;
        this.funnels = funnels;
        this.periods = periods;
    }

    @GetMapping("/hand-off")
    View handoff(Member member, @RequestParam Map<String, String> address) {
        int workspace = member.workspace();
        Period period = periods.read(workspace, address);
        return pages.page(
                "handoff/report/books",
                Map.of(
                        "period", period,
                        "when", period.times(),
                        "books", books(workspace, period),
                        "loads", workloads.byOwner(workspace, period.to()),
                        "colleagues", members.all(workspace),
                        "incidents", checks.newest(workspace, MAX_INCIDENTS)));
    }

    /** How many leads are forgotten in each active funnel, for the top bar of every page. */
    @GetMapping("/hand-off/forgotten")
    View forgotten(Member member) {
        Map<String, Long> forgotten = new TreeMap<>();
        funnels.active(member.workspace())
                .forEach(run -> forgotten.put(
                        run.definition().name(),
                        reconciliation
                                .proof(member.workspace(), HandoffPolicy.of(run))
                                .forgotten()));
        return pages.page("handoff/report/forgotten", Map.of("forgotten", forgotten));
    }

    /** The ledger of every active funnel. */
    @GetMapping("/hand-off.csv")
    void csv(Member member, @RequestParam Map<String, String> address, HttpServletResponse response)
            throws IOException {
        List<LedgerLine> lines = books(member.workspace(), periods.read(member.workspace(), address)).stream()
                .flatMap(book -> book.ledger().stream()
                        .map(account -> new LedgerLine(book.run().definition().name(), account)))
                .toList();
        CsvOutput.send(response, "hand-off", HandoffTables.LEDGER.csv(lines));
    }

    private List<FunnelBook> books(int workspace, Period period) {
        return funnels.active(workspace).stream()
                .map(HandoffPolicy::of)
                .map(policy -> new FunnelBook(
                        policy.run(),
                        reconciliation.proof(workspace, policy),
                        reconciliation.ledger(workspace, policy, period.start(), period.to())))
                .toList();
    }

    /** The leads behind a figure; {@code source} left out is all, empty leads without one. */
    @GetMapping("/hand-off/people")
    View drillDown(
            Member member,
            @RequestParam Map<String, String> address,
            @RequestParam String funnel,
            @RequestParam String fate,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        HandoffPolicy policy = funnels.active(member.workspace()).stream()
                .filter(run -> run.definition().name().equals(funnel))
                .findFirst()
                .map(HandoffPolicy::of)
                .orElseThrow(() -> new NotFound("There is no active funnel of that name."));
        Period period = periods.read(member.workspace(), address);
        ReconciliationFigure figure = figure(fate);
        DrillDownQuery query = new DrillDownQuery(figure, source, period.start(), period.to());
        Page<BooksDrillDown> leads = reconciliation.drillDown(member.workspace(), policy, query, after, PAGE);
        return pages.page(
                "handoff/report/behind",
                Map.of(
                        "period", period,
                        "run", policy.run(),
                        "fate", figure,
                        "leads", leads.items(),
                        "shown", HandoffText.shown(leads, after, "The first", "lead"),
                        "next", HandoffText.nextPage(request, leads),
                        "when", period.times()));
    }

    private static ReconciliationFigure figure(String code) {
        return Arrays.stream(ReconciliationFigure.values())
                .filter(figure -> figure.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new BadInput("fate", "Say open, in_hands, overdue, won, or another figure's name."));
    }
}
