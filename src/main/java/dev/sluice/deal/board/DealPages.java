package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealSummary;
import dev.sluice.person.CompanyPanel;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The page of a deal, and the deals of a person. */
@Controller
@RequiresRole(Role.MEMBER)
class DealPages {
    @Configuration(proxyBeanMethods = false)
    static class Panel {
        @Bean
        CompanyPanel companyDeals() {
            return new CompanyPanel(10, "Deals", "deals");
        }

        @Bean
        PersonPanel dealPanel() {
            return new PersonPanel(12, "Deals", "deals");
        }
    }

    private final Pages pages;
    private final DealDetail detail;
    private final ActivePipelines ways;
    private final DealChecklists checklists;
    private final Members members;
    private final Persons persons;
    private final Workspaces workspaces;
    private final InstantSource clock;

    DealPages(
            Pages pages,
            DealDetail detail,
            ActivePipelines ways,
            DealChecklists checklists,
            Members members,
            Persons persons,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.detail = detail;
        this.ways = ways;
        this.checklists = checklists;
        this.members = members;
        this.persons = persons;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping("/deals/{id}")
    View deal(Member member, @PathVariable long id) {
        return page(member, id, 200, Map.of(), Map.of());
    }

    /** The page, with what was refused and why; {@code said} keeps what was typed. */
    View page(Member member, long id, int status, Map<String, String> said, Map<String, String> faults) {
        int workspace = member.workspace();
        DealSummary card = detail.card(workspace, id);
        Map<String, Object> shown = new HashMap<>();
        shown.put("deal", card);
        shown.put("more", detail.more(workspace, id));
        shown.put("people", detail.people(workspace, id));
        shown.put("log", detail.log(workspace, id));
        ActivePipeline way = ActivePipelines.of(ways.of(workspace), card.funnel(), card.pipeline())
                .orElse(null);
        shown.put("way", way);
        shown.put(
                "checklist",
                checklists.of(
                        workspace, card, way == null ? null : way.pipeline().stage(card.stage())));
        shown.put("members", members.all(workspace));
        shown.put("said", said);
        shown.put("faults", faults);
        shown.put("when", when(member));
        return pages.page(status, "deal/board/deal", shown);
    }

    /** What is asked for on the way to a stage, to won, or to lost. */
    @GetMapping("/deals/{id}/moving")
    View moving(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String to) {
        return moving(member, id, 200, to, Map.of(), Map.of());
    }

    View moving(Member member, long id, int status, String to, Map<String, String> said, Map<String, String> faults) {
        DealSummary card = detail.card(member.workspace(), id);
        Map<String, Object> shown = new HashMap<>();
        shown.put("deal", card);
        shown.put(
                "way",
                ActivePipelines.of(ways.of(member.workspace()), card.funnel(), card.pipeline())
                        .orElse(null));
        shown.put("to", to);
        shown.put("said", said);
        shown.put("faults", faults);
        shown.put("people", detail.people(member.workspace(), id));
        shown.put("members", members.all(member.workspace()));
        return pages.page(status, "deal/board/moving", shown);
    }

    @GetMapping("/people/{id}/deals")
    View ofPerson(Member member, @PathVariable long id) {
        long person = persons.get(member.workspace(), id).id();
        List<DealSummary> deals = detail.ofPerson(member.workspace(), person);
        return pages.page(
                "deal/board/panel",
                Map.of("person", person, "deals", deals, "ways", ways.of(member.workspace()), "when", when(member)));
    }

    @GetMapping("/companies/{id}/deals")
    View ofCompany(Member member, @PathVariable long id) {
        return pages.page(
                "deal/board/panel",
                Map.of(
                        "person",
                        0L,
                        "deals",
                        detail.ofCompany(member.workspace(), id),
                        "ways",
                        List.of(),
                        "when",
                        when(member)));
    }

    /** A drop that was taken: what to say of it, and where undoing leads back to. */
    View moved(Member member, long id, int status, DealSummary before, String sentence) {
        return pages.page(
                status,
                "deal/board/moved",
                Map.of("deal", detail.card(member.workspace(), id), "before", before, "sentence", sentence));
    }

    private TimeFormat when(Member member) {
        return new TimeFormat(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
    }
}
