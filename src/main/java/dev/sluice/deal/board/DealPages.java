package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealSummary;
import dev.sluice.person.CompanyPanel;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
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
    private final Persons persons;
    private final DealViews views;
    private final MemberTime time;

    DealPages(Pages pages, DealDetail detail, ActivePipelines ways, Persons persons, DealViews views, MemberTime time) {
        this.pages = pages;
        this.detail = detail;
        this.ways = ways;
        this.persons = persons;
        this.views = views;
        this.time = time;
    }

    @GetMapping("/deals/{id}")
    View deal(Member member, @PathVariable long id) {
        return views.page(member, id, 200, Map.of(), Map.of());
    }

    /** What is asked for on the way to a stage, to won, or to lost. */
    @GetMapping("/deals/{id}/moving")
    View moving(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String to) {
        return views.moving(member, id, 200, to, Map.of(), Map.of());
    }

    @GetMapping("/people/{id}/deals")
    View ofPerson(Member member, @PathVariable long id) {
        long person = persons.get(member.workspace(), id).id();
        List<DealSummary> deals = detail.ofPerson(member.workspace(), person);
        return pages.page(
                "deal/board/panel",
                Map.of("person", person, "deals", deals, "ways", ways.of(member.workspace()), "when", time.of(member)));
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
                        time.of(member)));
    }
}
