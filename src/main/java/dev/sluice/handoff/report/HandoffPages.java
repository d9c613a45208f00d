package dev.sluice.handoff.report;

import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.LeadAssignment;
import dev.sluice.handoff.LeadAssignmentRows;
import dev.sluice.handoff.LeadAssignments;
import dev.sluice.handoff.LeadReconciliation;
import dev.sluice.handoff.OwnershipChecks;
import dev.sluice.handoff.routing.Router;
import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.handoff.today.TodayRows;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Forbidden;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** How the hand-off fares: no lead forgotten, the books, response times, answers; and a person's own history of it. */
@Controller
@RequiresRole(Role.MEMBER)
class HandoffPages {
    private static final int SHOWN = 500;

    @Configuration(proxyBeanMethods = false)
    static class HandoffNavigation {
        @Bean
        NavEntry handoff() {
            return new NavEntry(45, "handoff", "Hand-off", "/hand-off", "gate");
        }

        @Bean
        PersonPanel handoffPanel() {
            return new PersonPanel(15, "Hand-off", "hand-off");
        }
    }

    private final Pages pages;
    private final LeadReconciliation books;
    private final OwnershipChecks incidents;
    private final Persons persons;
    private final TodayRows rows;
    private final LeadAssignments hands;
    private final LeadAssignmentRows leads;
    private final Router router;
    private final Members members;
    private final AuditLog audit;
    private final Standings standings;
    private final Tenancy tenancy;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final InstantSource clock;

    HandoffPages(
            Pages pages,
            LeadReconciliation books,
            OwnershipChecks incidents,
            Persons persons,
            TodayRows rows,
            LeadAssignments hands,
            LeadAssignmentRows leads,
            Router router,
            Members members,
            AuditLog audit,
            Standings standings,
            Tenancy tenancy,
            Funnels funnels,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.books = books;
        this.incidents = incidents;
        this.persons = persons;
        this.rows = rows;
        this.hands = hands;
        this.leads = leads;
        this.router = router;
        this.members = members;
        this.audit = audit;
        this.standings = standings;
        this.tenancy = tenancy;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping("/hand-off")
    View handoff(Member member, @RequestParam(defaultValue = "90") int days) {
        int within = HandoffReportPages.within(days);
        Map<String, Object> shown = new HashMap<>();
        List<DefinitionRun> active = funnels.active(member.workspace());
        var now = clock.instant();
        var from = now.minus(Duration.ofDays(within));
        shown.put("days", within);
        shown.put("when", new TimeFormat(now, workspaces.get(member.workspace()).timeZone()));
        shown.put(
                "books",
                active.stream()
                        .map(HandoffPolicy::of)
                        .map(hands -> new Book(
                                hands.run(),
                                books.proof(member.workspace(), hands),
                                books.ledger(member.workspace(), hands, from, now)))
                        .toList());
        shown.put("loads", rows.loads(member.workspace(), now));
        shown.put("colleagues", members.all(member.workspace()));
        shown.put("incidents", incidents.newest(member.workspace(), 20));
        return pages.page("handoff/report/books", shown);
    }

    /** Who stands behind a figure of the books; {@code source} left out is all, empty those who told none. */
    @GetMapping("/hand-off/people")
    View behind(
            Member member,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam String funnel,
            @RequestParam String fate,
            @RequestParam(required = false) @Nullable String source) {
        HandoffPolicy of = funnels.active(member.workspace()).stream()
                .filter(run -> run.definition().name().equals(funnel))
                .findFirst()
                .map(HandoffPolicy::of)
                .orElseThrow(() -> new NotFound("There is no active funnel of that name."));
        LeadReconciliation.ReconciliationFigure asked = Arrays.stream(LeadReconciliation.ReconciliationFigure.values())
                .filter(one -> one.code().equals(fate))
                .findFirst()
                .orElseThrow(() -> new BadInput("fate", "Say open, in_hands, overdue, won, or another figure's name."));
        int within = HandoffReportPages.within(days);
        Instant now = clock.instant();
        return pages.page(
                "handoff/report/behind",
                Map.of(
                        "days",
                        within,
                        "run",
                        of.run(),
                        "fate",
                        asked,
                        "leads",
                        asked.ofProof()
                                ? books.behind(member.workspace(), of, asked, SHOWN)
                                : books.behind(
                                        member.workspace(),
                                        of,
                                        asked,
                                        source,
                                        now.minus(Duration.ofDays(within)),
                                        now,
                                        SHOWN),
                        "when",
                        new TimeFormat(now, workspaces.get(member.workspace()).timeZone())));
    }

    /** Members give away their own, managers anybody's: everything that somebody has goes to a colleague, or to whom routing chooses among the others. */
    @PostMapping("/hand-off/users/{user}/leads")
    View reassign(Member member, @PathVariable int user, @RequestParam(defaultValue = "0") int to) {
        Member from = members.find(member.workspace(), user)
                .orElseThrow(() -> new NotFound("There is no such user in this workspace."));
        if (user != member.user() && !member.role().covers(Role.MANAGER)) {
            throw new Forbidden("Ask a manager to give away the leads of a colleague.");
        }
        if (to != 0 && (to == user || members.find(member.workspace(), to).isEmpty())) {
            throw new BadInput("to", "Choose a colleague, or the routing rules.");
        }
        int given = tenancy.in(member.workspace(), () -> {
            List<LeadAssignment> all = leads.ofOwner(member.workspace(), user);
            for (DefinitionRun run : funnels.active(member.workspace())) {
                List<LeadAssignment> mine = all.stream()
                        .filter(lead -> lead.funnel() == run.funnel())
                        .toList();
                hands.giveAway(member, run, mine, to == 0 ? null : to);
            }
            return all.size();
        });
        audit.note(member, "reassigned " + given + " leads", from.name(), Map.of("leads", given));
        return Redirect.to("/hand-off#loads");
    }

    /** Where a person would go if they were handed off now, and why. */
    @GetMapping("/people/{id}/route")
    View route(Member member, @PathVariable long id) {
        long known = persons.get(member.workspace(), id).id();
        List<Routes> routes = tenancy.in(
                member.workspace(),
                () -> funnels.active(member.workspace()).stream()
                        .flatMap(run -> standings.of(member.workspace(), run, List.of(known)).values().stream()
                                .map(standing -> new Routes(
                                        run, router.tryOn(member.workspace(), run, known, standing, clock.instant()))))
                        .toList());
        return pages.page("handoff/report/route", Map.of("routes", routes));
    }

    /** What routing would do in one funnel. */
    record Routes(DefinitionRun run, RoutingDecision assigned) {
        String owner() {
            return assigned.candidates().stream()
                    .filter(one -> one.passedOver().isEmpty())
                    .map(RoutingDecision.Candidate::name)
                    .findFirst()
                    .orElse("nobody");
        }
    }

    /** What is shown of one funnel. */
    record Book(
            DefinitionRun run,
            LeadReconciliation.ForgottenProof proof,
            List<LeadReconciliation.LeadReconciliationAccount> ledger) {
        LeadReconciliation.LeadReconciliationAccount sum() {
            return ledger.stream()
                    .reduce(
                            new LeadReconciliation.LeadReconciliationAccount(null, 0, 0, 0, 0, 0, 0, 0),
                            (one, other) -> new LeadReconciliation.LeadReconciliationAccount(
                                    null,
                                    one.in() + other.in(),
                                    one.won() + other.won(),
                                    one.lost() + other.lost(),
                                    one.disqualified() + other.disqualified(),
                                    one.nurturing() + other.nurturing(),
                                    one.active() + other.active(),
                                    one.merged() + other.merged()));
        }
    }

    @GetMapping("/people/{id}/hand-off")
    View ofPerson(Member member, @PathVariable long id) {
        long known = persons.get(member.workspace(), id).id();
        return pages.page(
                "handoff/report/given",
                Map.of(
                        "person",
                        known,
                        "given",
                        rows.given(member.workspace(), known),
                        "when",
                        new TimeFormat(
                                clock.instant(),
                                workspaces.get(member.workspace()).timeZone())));
    }
}
